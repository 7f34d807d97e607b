"""Every application that was acknowledged comes to one end, and only one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mante.demo.checks.fault import Fault, lost, twice
from mante.demo.checks.topics import Event
from mante.demo.journal import Journal, Outcome
from mante.demo.story.application import Application

_LODGED = {"ApplicationSubmitted", "ApplicationNotAccepted", "ApplicationJoined"}
_ONCE = (
    *("ApplicationSubmitted", "CaseOpened", "CaseClosed", "DraftExpired", "DeadlineMissed"),
    *("EntitlementGranted", "EntitlementRefused", "EntitlementEnded"),
)


def check(events: Sequence[Event], journal: Journal, applications: Iterable[Application]) -> Iterator[Fault]:
    """Yield a fault for each application that nobody heard of again, and for each that ended twice."""
    said = Counter((event.kind, event.subject) for event in events)
    known = {event.subject for event in events if event.kind in _LODGED or _is_told_outcome(event)}
    for entry in journal.of(Outcome.OK, "ApplicationLodged"):
        if entry.application not in known:
            yield lost(f"{entry.application} was acknowledged, and nothing came of it")
    for application in applications:
        if not application.ends:
            yield lost(f"{application.id} did not come to its end")
        if said["ApplicationSubmitted", application.id] and not said["CaseClosed", application.id]:
            yield lost(f"{application.id} was submitted, and its case was not closed")
    for kind, subject in said:
        if kind in _ONCE and said[kind, subject] > 1:
            yield twice(f"{kind} of {subject}")
    yield from _decided_twice(events)
    yield from _granted(events)
    yield from _chosen(events)


def _is_told_outcome(event: Event) -> bool:
    """Whether a channel is told how it ended: who withdraws while papers are checked was never submitted."""
    return event.kind == "ProgressChanged" and "outcome" in event.data


def _decided_twice(events: Iterable[Event]) -> Iterator[Fault]:
    steps = Counter(
        (event.subject, event.data["step"], event.data["round"]) for event in events if event.kind == "ReviewDecided"
    )
    for step, times in steps.items():
        if times > 1:
            yield twice(f"decision {step}")


def _granted(events: Iterable[Event]) -> Iterator[Fault]:
    """Yield a fault for each approval of which benefits said nothing, or both that it grants something and that not."""
    approved = {event.subject for event in events if _is_approval(event)}
    decided = Counter(event.subject for event in events if event.kind in ("EntitlementGranted", "EntitlementRefused"))
    for subject in approved | decided.keys():
        if decided[subject] < (subject in approved):
            yield lost(f"the entitlement of {subject}")
        elif decided[subject] > (subject in approved):
            yield twice(f"the entitlement of {subject}")


def _is_approval(event: Event) -> bool:
    return event.kind == "CaseClosed" and event.data["outcome"] == "approved"


def _chosen(events: Iterable[Event]) -> Iterator[Fault]:
    """Yield a fault for each choice of a hospital that was not answered once."""
    asked = [event.data["choice_id"] for event in events if event.kind == "HospitalChosen"]
    kinds = ("DesignatedHospitalChosen", "HospitalChoiceRefused")
    answered = Counter(event.data["choice_id"] for event in events if event.kind in kinds)
    for choice in asked:
        if answered[choice] == 0:
            yield lost(f"the answer to the choice {choice} of a hospital")
        elif answered[choice] > 1:
            yield twice(f"the answer to the choice {choice} of a hospital")
