"""Bugs of benefits: one that nobody approved, a day too early, a hospital too often, an answer too few or too many."""

from dataclasses import replace
from datetime import UTC, date, datetime

from benefits.domain import choosing, designating, granting, holding
from benefits.domain.beneficiary import Benefit
from benefits.domain.choosing import HospitalDecided
from benefits.domain.entitlement import Approval, Entitlement
from chassis.decision import Cause, Decision
from contracts.events.review import CaseClosed
from policy.pack import Pack

from mante.simulation.mutations.mutation import Mutation, Patch


def _starts_by_another_clock() -> list[Patch]:
    def benefit_start(self: Pack, approved_at: datetime) -> date:
        return self.benefit.begins(approved_at.astimezone(UTC).date())

    return [(Pack, "benefit_start", benefit_start)]


def _changes_hospitals_for_ever() -> list[Patch]:
    def left(*_: object) -> int:
        return 9

    return [(designating, "_left", left)]


def _answers_no_choice() -> list[Patch]:
    right = choosing.tell_what_was_decided

    def decided(state: Entitlement | None, body: HospitalDecided, cause: Cause) -> Decision[Entitlement]:
        return replace(right(state, body, cause), emit=[])

    return [(choosing, "tell_what_was_decided", decided)]


def _answers_each_choice_twice() -> list[Patch]:
    right = choosing.tell_what_was_decided

    def decided(state: Entitlement | None, body: HospitalDecided, cause: Cause) -> Decision[Entitlement]:
        once = right(state, body, cause)
        return replace(once, emit=[*once.emit, *once.emit])

    return [(choosing, "tell_what_was_decided", decided)]


def _grants_whatever_ended() -> list[Patch]:
    def note_the_end(state: Entitlement | None, body: CaseClosed, cause: Cause) -> Decision[Entitlement]:
        approval = Approval(body.closed_at, body.national_code)
        return granting._asking(replace(state or Entitlement(), approval=approval), cause)  # noqa: SLF001 - a bug knows no privacy

    return [(granting, "note_the_end", note_the_end)]


def _grants_a_disease_twice() -> list[Patch]:
    def renewable(_: Benefit, __: date) -> bool:
        return True

    def begins_at_once(pack: Pack, *others: object) -> object:
        return right(pack, *others[:-1], None)  # type: ignore[arg-type, call-arg]

    right = holding._grant  # noqa: SLF001 - as above
    return [(holding, "_renewable", renewable), (holding, "_grant", begins_at_once)]


MUTATIONS = (
    Mutation(
        "starts-by-another-clock",
        "a benefit starts on the day of approval in Greenwich",
        frozenset({"benefits_start_on_the_day"}),
        _starts_by_another_clock,
    ),
    Mutation(
        "changes-hospitals-for-ever",
        "a hospital may be changed as often as one likes",
        frozenset({"hospitals_change_as_often_as_allowed"}),
        _changes_hospitals_for_ever,
    ),
    Mutation(
        "answers-no-choice",
        "whoever chooses a hospital never hears whether it is theirs",
        frozenset({"every_choice_of_hospital_is_answered"}),
        _answers_no_choice,
    ),
    Mutation(
        "answers-each-choice-twice",
        "whoever chooses a hospital is answered twice",
        frozenset({"no_choice_of_hospital_is_answered_twice"}),
        _answers_each_choice_twice,
    ),
    Mutation(
        "grants-whatever-ended",
        "a benefit is granted however the case ended",
        frozenset({"a_benefit_is_granted_once"}),
        _grants_whatever_ended,
    ),
    Mutation(
        "grants-a-disease-twice",
        "somebody who has a benefit gets it once more",
        frozenset({"no_disease_is_granted_twice"}),
        _grants_a_disease_twice,
    ),
)
