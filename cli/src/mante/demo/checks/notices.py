"""Each step that a person is to be told of, by the pack, was told by each medium: once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from contracts.vocabulary import Medium, Route
from policy.notices import NoticeStep, Recipient
from policy.pack import Pack
from policy.registry import load_packs

from mante.demo.checks.fault import Fault, lost, twice
from mante.demo.checks.topics import Event

_APPLIED = {"ApplicationSubmitted", "ApplicationNotAccepted"}
Key = tuple[str, str, str]
"""Application, step, medium."""
_STEPS = {
    "ApplicationSubmitted": (NoticeStep.SUBMITTED,),
    "ApplicationNotAccepted": (NoticeStep.NOT_ACCEPTED,),
    "SupplementRequested": (NoticeStep.SUPPLEMENT_REQUESTED,),
    "SupplementReminderDue": (NoticeStep.SUPPLEMENT_REMINDER,),
    "ReviewResumed": (NoticeStep.SUPPLEMENT_RECEIVED,),
    "DeadlineApproaching": (NoticeStep.DEADLINE_APPROACHING,),
    "DeadlineMissed": (NoticeStep.OVERDUE, NoticeStep.DEADLINE_MISSED),
    "WithdrawalRefused": (NoticeStep.WITHDRAWAL_REFUSED,),
    "EntitlementRefused": (NoticeStep.ENTITLEMENT_REFUSED,),
    "HospitalChoiceRefused": (NoticeStep.HOSPITAL_REFUSED,),
    "DesignatedHospitalLeft": (NoticeStep.HOSPITAL_LEFT,),
}


def check(events: Sequence[Event]) -> Iterator[Fault]:
    """Yield a fault for each notice that is owed and wasn't delivered, or was delivered and isn't owed.

    A hospital elsewhere that uploaded is given no message to show.

    `events` are of the story's own applications: in others' channels nobody may be there to show a message.
    """
    due, there = Counter(_due(events)), Counter(_delivered(events))
    for key in due.keys() | there.keys():
        if there[key] < due[key]:
            yield lost(f"notice {key}: {there[key]} of {due[key]}")
        elif there[key] > due[key]:
            yield twice(f"notice {key}: {there[key]} for {due[key]}")


def _delivered(events: Sequence[Event]) -> Iterator[Key]:
    for event in events:
        if event.kind == "NoticeDelivered":
            yield event.subject, event.data["step"], event.data["medium"]


def _due(events: Sequence[Event]) -> Iterator[Key]:
    packs = load_packs()
    applied = {event.subject: event.data for event in events if event.kind in _APPLIED}
    for event in events:
        for step in _steps(event):
            application = applied[event.subject]
            pack = packs.pinned(application["pack"]["id"], application["pack"]["version"])
            for medium in _media(pack, step, by_agent=bool(application.get("agent_ref"))):
                if medium != Medium.APP or application.get("route") != Route.REMOTE_HOSPITAL:
                    yield event.subject, step.value, medium


def _steps(event: Event) -> tuple[NoticeStep, ...]:
    match event.kind:
        case "CaseClosed":
            return (NoticeStep(event.data["outcome"]),)
        case "DesignatedHospitalChosen":
            changed = event.data.get("instead_of") is not None
            return (NoticeStep.HOSPITAL_CHANGED if changed else NoticeStep.HOSPITAL_CHOSEN,)
    return _STEPS.get(event.kind, ())


def _media(pack: Pack, step: NoticeStep, *, by_agent: bool) -> Iterator[str]:
    for told in pack.told(step):
        if by_agent or told.to is not Recipient.AGENT:
            yield from (medium.value for medium in told.by)
