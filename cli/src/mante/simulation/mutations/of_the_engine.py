"""Bugs of the engine: it forgets, it hurries, it rings too often."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from chassis.decision import Holder, Timer
from chassis.message import Message
from chassis.planning import desk, events, plan, requests, sequence, taking, working, works
from chassis.planning.desk import Desk
from chassis.planning.outgoing import Ready
from chassis.planning.outgoing import outgoing as publishable
from chassis.planning.sequence import Position, Seen
from chassis.planning.taking import Failed
from chassis.planning.working import Working
from chassis.rows import Outgoing
from contracts.events.intake import WithdrawalRequested
from contracts.ids import derived

from mante.simulation.mutations.mutation import Mutation, Patch


def _forgets_what_it_saw() -> list[Patch]:
    right, after = Seen.position, Seen.after

    def position(self: Seen, message: Message) -> Position:
        found = right(self, message)
        return Position.NEXT if found is Position.REPEAT else found

    def later(self: Seen, message: Message) -> Seen:
        return after(self, message) if (message.sequence or 0) >= self.sequence else self

    return [(sequence.Seen, "position", position), (sequence.Seen, "after", later)]


def _takes_what_comes_early() -> list[Patch]:
    right = Working.position

    def position(self: Working[Any], message: Message) -> Position:
        found = right(self, message)
        return Position.NEXT if found is Position.GAP else found

    return [(working.Working, "position", position)]


def _rings_without_looking() -> list[Patch]:
    def take_timer(desk: Desk, message: Message) -> None:
        at = (message.subject, message.type)
        due = desk.timers.get(at)
        if due is not None and due <= desk.now:
            desk.set_timer(at, None)
        body = Timer(message.type, message.due_at or desk.now)
        works._take(desk, message, desk.process.timers.get(message.type), body)  # noqa: SLF001 - a bug knows no privacy

    return [(plan, "_TAKE", {**plan._TAKE, list(plan._TAKE)[2]: take_timer})]  # noqa: SLF001 - as above


def _forgets_its_answers() -> list[Patch]:
    right = requests._answer  # noqa: SLF001 - as above

    def answer(desk: Desk, row: Working[Any], answered: requests.Answered) -> None:
        right(desk, row, answered)
        desk.commit.answers.pop()

    return [(requests, "_answer", answer)]


def _lets_two_hold_one_key() -> list[Patch]:
    def held_by_others(_: object, __: object) -> Mapping[str, Holder]:
        return {}

    return [(taking, "_held_by_others", held_by_others)]


def _loses_a_last_event() -> list[Patch]:
    right = Desk.emit

    def emit(self: Desk, row: Working[Any], message: Message, ready: Sequence[Ready]) -> None:
        right(self, row, message, ready[:-1] if len(ready) > 3 else ready)  # noqa: PLR2004 - only sometimes

    return [(Desk, "emit", emit)]


def _calls_it_by_another_name() -> list[Patch]:
    def outgoing(ready: Ready, message: Message, sequence: int, now: datetime, epoch: int) -> Outgoing:
        if isinstance(ready.event, WithdrawalRequested):
            message = replace(message, subject=derived(message.subject, "another"))
        return publishable(ready, message, sequence, now, epoch)

    return [(desk, "outgoing", outgoing)]


def _gives_up_what_is_there() -> list[Patch]:
    right = Working.pass_over

    def pass_over(self: Working[Any], source: str, sequence: int) -> None:
        right(self, source, sequence + 1)

    return [(Working, "pass_over", pass_over)]


def _passes_over_poison() -> list[Patch]:
    right = events._passes  # noqa: SLF001 - as above

    def passes(desk: Desk, row: Working[Any], message: Message) -> bool:
        if not right(desk, row, message):
            row.advance(message)
        return True

    return [(events, "_passes", passes)]


def _chokes_on_garbage() -> list[Patch]:
    right = Desk.park

    def park(self: Desk, row: Working[Any], message: Message, failed: Failed) -> None:
        if failed.reason == "unreadable":
            raise ValueError(failed.detail)
        right(self, row, message, failed)

    return [(Desk, "park", park)]


MUTATIONS = (
    Mutation(
        "forgets-what-it-saw",
        "what was taken before takes effect again",
        frozenset({"no_notice_is_owed_twice", "ids_have_one_number", "numbers_have_no_holes"}),
        _forgets_what_it_saw,
    ),
    Mutation(
        "takes-what-comes-early",
        "what comes before its turn doesn't wait for it",
        frozenset({"every_submission_has_one_case", "every_case_goes_on", "nothing_waits"}),
        _takes_what_comes_early,
    ),
    Mutation(
        "passes-over-poison",
        "what can't be decided holds up nothing of its own application",
        frozenset({"every_submission_has_one_case", "nothing_waits"}),
        _passes_over_poison,
    ),
    Mutation(
        "chokes-on-garbage",
        "what nobody can read fails its batch, which comes again for ever",
        frozenset({"nothing_is_left_to_hear"}),
        _chokes_on_garbage,
    ),
    Mutation(
        "calls-it-by-another-name",
        "a withdrawal is published under the id of an application that isn't there",
        frozenset({"every_application_was_asked_for"}),
        _calls_it_by_another_name,
    ),
    Mutation(
        "gives-up-what-is-there",
        "an operator who gives up what is missing gives up the first record that waits for it, too",
        frozenset({"nothing_waits"}),
        _gives_up_what_is_there,
    ),
    Mutation(
        "rings-without-looking",
        "a timer fires whether its row is there or not",
        frozenset({"each_timer_once", "no_notice_is_owed_twice", "ids_have_one_number"}),
        _rings_without_looking,
    ),
    Mutation(
        "forgets-its-answers",
        "a request that is asked again is decided again",
        frozenset({"whoever_asked_was_answered"}),
        _forgets_its_answers,
    ),
    Mutation(
        "lets-two-hold-one-key",
        "a key that is held may be reserved by another application",
        frozenset({"one_application_is_open"}),
        _lets_two_hold_one_key,
    ),
    Mutation(
        "loses-a-last-event",
        "of many events of one decision the last isn't published",
        frozenset({"every_event_has_its_decision", "everything_published_was_heard", "every_case_goes_on"}),
        _loses_a_last_event,
    ),
)
