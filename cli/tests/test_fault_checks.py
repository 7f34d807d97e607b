"""The checks of a trial: each sees what it is there to see, and nothing where all is well."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from mante.demo.checks import endings
from mante.demo.checks.topics import Event
from mante.demo.journal import Entry, Journal, Outcome
from mante.faults.checks import clients, order, stored
from mante.faults.checks.stored import Stored
from mante.faults.finding import Finding, Kind, as_finding
from mante.stack.wanted import SERVICES

CASES, A, B = "review.cases.v1", "00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"


def event(subject: str, sequence: int, kind: str = "CaseOpened", **data: object) -> Event:
    return Event(f"{subject}-{sequence}", CASES, kind, subject, sequence, "", data)


def kinds(findings: Iterable[Finding]) -> list[Kind]:
    return sorted(finding.kind for finding in findings)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([1, 2, 3], []),
        ([1, 3, 2], [Kind.OUT_OF_ORDER]),
        ([1, 3], [Kind.LOST]),
        ([2, 3], [Kind.LOST]),
        ([1, 2, 2, 3], [Kind.TWICE]),
        ([3, 1], [Kind.LOST, Kind.OUT_OF_ORDER]),
    ],
)
def test_numbers_are_held_to_be_whole_single_and_in_order(numbers: list[int], found: list[Kind]) -> None:
    others = [event(B, 1), event(B, 2)]
    assert kinds(order.check([*others, *(event(A, number) for number in numbers)])) == found


def test_what_the_bus_lost_may_come_again_after_what_followed_it_and_must_come() -> None:
    late, missing = [1, 3, 2], [1, 3]
    assert kinds(order.check([event(A, number) for number in late], {(CASES, A)})) == []
    assert kinds(order.check([event(A, number) for number in missing], {(CASES, A)})) == [Kind.LOST]


def holds(
    service: str, *, sent: int = 0, unsent: int = 0, seen: int | None = None, kept: tuple[str, ...] = ()
) -> dict[str, Stored]:
    """What the databases hold where one service differs from an empty one."""
    published = [(CASES, f"{A}-{number}", A) for number in range(1, sent + 1)]
    taken = {} if seen is None else {(CASES, A): seen}
    one = Stored(published, unsent, taken, [(subject, "parked: undecodable") for subject in kept])
    return {name: Stored([], 0, {}, []) for name in SERVICES} | {service: one}


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (holds("review", sent=2), []),
        (holds("review", sent=3), [Kind.LOST]),
        (holds("review", unsent=1), [Kind.UNSETTLED]),
        (holds("notify", seen=2), []),
        (holds("notify", seen=1), [Kind.LOST]),
        (holds("notify", kept=(A,)), [Kind.UNSETTLED]),
        (holds("notify", kept=(B,)), []),
    ],
)
def test_what_was_published_is_there_and_what_is_there_was_taken(held: dict[str, Stored], found: list[Kind]) -> None:
    assert kinds(stored.check(held, [event(A, 1), event(A, 2)], poison={B})) == found


def test_an_application_that_nobody_asked_for_is_invented() -> None:
    assert [finding.about for finding in stored.invented({A}, {A, B})] == [{B}]


def said(number: int, outcome: Outcome, what: str = "ApplicationLodged", *, again: bool = False) -> Entry:
    return Entry(number, outcome, "gz-app", what, A, again)


def test_a_request_is_settled_by_an_answer_to_any_of_its_tries() -> None:
    cut = [said(0, Outcome.INVOKED), said(0, Outcome.UNKNOWN)]
    answered = [said(1, Outcome.INVOKED, again=True), said(1, Outcome.OK, again=True)]
    assert kinds(clients.unsettled(cut)) == [Kind.UNSETTLED]
    assert kinds(clients.unsettled([*cut, *answered])) == []
    assert kinds(clients.unsettled([*cut, said(2, Outcome.OK, "WithdrawalLodged")])) == [Kind.UNSETTLED]


def test_a_deadline_is_warned_of_once_at_each_share() -> None:
    half, most = ({"decide_by": "2026-11-09T05:50:00Z", "percent": percent} for percent in (50, 75))
    warnings = [event(A, 1, "DeadlineApproaching", **half), event(A, 2, "DeadlineApproaching", **most)]
    assert kinds(clients.warned_twice(warnings)) == []
    again = event(A, 3, "DeadlineApproaching", **half)
    assert kinds(clients.warned_twice([*warnings, again])) == [Kind.TWICE]


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ([], [Kind.LOST]),
        ([event(A, 1, "ProgressChanged", state="lodged")], [Kind.LOST]),
        ([event(A, 1, "ProgressChanged", state="withdrawn", outcome="withdrawn")], []),
        ([event(A, 1, "ApplicationNotAccepted")], []),
    ],
)
def test_what_was_acknowledged_comes_to_something(tmp_path: Path, heard: list[Event], found: list[Kind]) -> None:
    journal = Journal(tmp_path / "journal", [said(0, Outcome.OK)])
    assert kinds(map(as_finding, endings.check(heard, journal, []))) == found
