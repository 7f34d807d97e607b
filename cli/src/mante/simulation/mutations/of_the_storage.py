"""Bugs of what is stored: half a commit, a lease that nobody wrote down, a key that nobody gives back."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.message import Kind, Message
from chassis.planning import works
from chassis.planning.desk import Desk
from chassis.planning.working import Working
from chassis.rows import Commit, Row
from chassis.storage import Job
from chassis.storage.memory import MemoryStorage, MemoryTransaction, StoredEffect

from mante.simulation.mutations.mutation import Mutation, Patch


def _remembers_before_it_commits() -> list[Patch]:
    right = MemoryTransaction.write

    async def write(self: MemoryTransaction, commit: Commit) -> None:
        await right(self, commit)
        for row in commit.rows:
            stored = self.storage.rows.get(row.subject, Row(row.subject))
            self.storage.rows[row.subject] = replace(stored, seen=row.seen)

    return [(MemoryTransaction, "write", write)]


def _publishes_before_it_commits() -> list[Patch]:
    right = MemoryTransaction.write

    async def write(self: MemoryTransaction, commit: Commit) -> None:
        self.storage.outbox.extend(commit.outbox)
        await right(self, replace(commit, outbox=[]))

    return [(MemoryTransaction, "write", write)]


def _works_before_it_claims() -> list[Patch]:
    right = MemoryStorage._lease  # noqa: SLF001 - a bug knows no privacy

    def lease(self: MemoryStorage, effect: StoredEffect, until: datetime) -> Job:
        if effect.lease_until is not None:  # whoever had it died over it, and left no trace
            effect.fence, effect.attempt = effect.fence - 1, effect.attempt - 1
        return right(self, effect, until)

    return [(MemoryStorage, "_lease", lease)]


def _takes_the_rung_for_the_first_try() -> list[Patch]:
    return [(Job, "is_first", property(lambda job: job.attempt == 1))]


def _believes_late_workers() -> list[Patch]:
    def lease_holds(desk: Desk, message: Message) -> bool:
        effect = message.effect_id
        if effect is not None and effect in desk.loaded.leases and effect not in desk.commit.effects_done:
            desk.commit.effects_done.append(effect)
        return True

    return [(works, "_lease_holds", lease_holds)]


def _keeps_keys_for_ever() -> list[Patch]:
    def release(_: Desk, __: str, ___: object) -> None:
        """Give no key back."""

    return [(Desk, "release", release)]


def _lets_the_erased_come_back() -> list[Patch]:
    def erase(self: Working[Any]) -> None:
        self.state = None

    return [(Working, "erase", erase)]


def _erases_rows_alone() -> list[Patch]:
    def erase(_: MemoryStorage, __: UUID) -> None:
        """Leave timers, work and answers where they are."""

    return [(MemoryStorage, "_erase", erase)]


def _writes_nothing_down() -> list[Patch]:
    right = Desk.audit

    def audit(self: Desk, message: Message, *what: Any) -> None:  # noqa: ANN401 - passed on as it is
        if message.kind is not Kind.TIMER:
            right(self, message, *what)

    return [(Desk, "audit", audit)]


MUTATIONS = (
    Mutation(
        "remembers-before-it-commits",
        "that a message was taken is stored before what it did is",
        frozenset(
            {"every_case_goes_on", "a_benefit_is_granted_once", "every_submission_has_one_case", "every_step_is_told"}
        ),
        _remembers_before_it_commits,
    ),
    Mutation(
        "publishes-before-it-commits",
        "an event is on its way before the decision that emits it is stored",
        frozenset({"nothing_is_left_to_publish", "numbers_have_no_holes"}),
        _publishes_before_it_commits,
    ),
    Mutation(
        "works-before-it-claims",
        "that somebody is at a message is stored after it was sent: a worker that dies over it leaves no trace",
        frozenset({"no_message_is_sent_twice"}),
        _works_before_it_claims,
    ),
    Mutation(
        "takes-the-rung-for-the-first-try",
        "after an outage an effect counts as one that nobody tried",
        frozenset({"no_message_is_sent_twice"}),
        _takes_the_rung_for_the_first_try,
    ),
    Mutation(
        "believes-late-workers",
        "the result of a worker that has lost its lease counts",
        frozenset({"ids_have_one_number"}),
        _believes_late_workers,
    ),
    Mutation(
        "keeps-keys-for-ever",
        "a key that is given back stays with whoever had it",
        frozenset({"nobody_joins_what_is_over"}),
        _keeps_keys_for_ever,
    ),
    Mutation(
        "lets-the-erased-come-back",
        "what comes after an erasure begins the application anew",
        frozenset({"the_erased_stay_erased"}),
        _lets_the_erased_come_back,
    ),
    Mutation(
        "erases-rows-alone",
        "an erasure leaves timers and work",
        frozenset({"the_erased_stay_erased"}),
        _erases_rows_alone,
    ),
    Mutation(
        "writes-nothing-down",
        "what a timer decides has no line in the audit",
        frozenset({"every_event_has_its_decision"}),
        _writes_nothing_down,
    ),
)
