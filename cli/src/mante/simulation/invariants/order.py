"""I6: what is published is numbered 1 to n, first published in that order; each state follows from the one before."""

from collections.abc import Iterator, Mapping

from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.outside.town import FAR_AWAY_HEARS
from mante.simulation.script.faults import Kind

ENDS = frozenset({"approved", "rejected", "withdrawn", "lapsed"})
MAY_FOLLOW: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"draft", "lodged", "withdrawn", "expired", "submitted", "not_accepted"}),
    "lodged": frozenset({"lodged", "submitted", "not_accepted", "withdrawn", "expired"}),
    "not_accepted": frozenset({"not_accepted", "lodged", "submitted", "withdrawn", "expired"}),
    "submitted": frozenset({"submitted", "in_review", "awaiting_supplement", *ENDS}),
    "in_review": frozenset({"in_review", "awaiting_supplement", *ENDS}),
    "awaiting_supplement": frozenset({"awaiting_supplement", "in_review", "withdrawn", "lapsed"}),
    **{end: frozenset({end}) for end in (*ENDS, "expired", "joined")},
}

AS_A_HOSPITAL_ELSEWHERE_SEES_IT = ("awaiting_supplement", "submitted")
"""Whatever goes on after the papers were taken in is "submitted" there."""


def numbers_have_no_holes(evidence: Evidence) -> Iterator[Violation]:
    """First appearances are 1 to n in order, unless the bus lost some; a number never belongs to two events."""
    lossy = {fault.topic for fault in evidence.history.scene.script.faults if fault.kind is Kind.LOST}
    for (topic, subject), numbers in evidence.sequences.items():
        first: dict[int, str] = {}
        for number, identity in numbers:
            if number not in first and number != len(first) + 1 and topic not in lossy:
                yield Violation("I6", subject, f"{topic}: {number} was published when {len(first)} were")
                break
            if first.setdefault(number, identity) != identity:
                yield Violation("I6", subject, f"{topic}: two events are number {number}")
                break


def ids_have_one_number(evidence: Evidence) -> Iterator[Violation]:
    """An event that is published again keeps its number."""
    for (topic, subject), numbers in evidence.sequences.items():
        of: dict[str, int] = {}
        for number, identity in numbers:
            if of.setdefault(identity, number) != number:
                yield Violation("I6", subject, f"{topic}: {of[identity]} and {number} are the same event")


def states_follow_each_other(evidence: Evidence) -> Iterator[Violation]:
    """What a channel hears of an application never steps back."""
    last: dict[tuple[str, str], str] = {}
    for fact in evidence.all("ProgressChanged"):
        at, state = (fact.topic, str(fact.subject)), fact.said["state"]
        before = last.get(at)
        on_show = fact.topic == FAR_AWAY_HEARS and (before, state) == AS_A_HOSPITAL_ELSEWHERE_SEES_IT
        if before is not None and state not in MAY_FOLLOW[before] and not on_show:
            yield Violation("I6", fact.subject, f"was {before}, and then {state}")
        last[at] = state
