"""Is what was handed in complete? One answer, when all its papers have their verdicts or the wait is over."""

from dataclasses import replace
from datetime import datetime

from chassis.decision import Cause, ClearTimer, Decision
from contracts.event import Event
from contracts.events.requests import NamedPaper
from contracts.events.updates import Item
from contracts.vocabulary import ApplicationState, Route
from policy.gaps import gaps, item_text
from policy.pack import Pack
from policy.registry import Packs

from intake.domain.application import Application, Handover, TimerKind
from intake.domain.expiry import expiry
from intake.domain.insured import objection
from intake.domain.offering import pinned
from intake.domain.progress import tell
from intake.domain.submission import material_of, not_accepted, provided, submitted

WAIT_IS_OVER = (ClearTimer(TimerKind.INSPECTION_WAIT), ClearTimer(TimerKind.REGISTER_WAIT))


def settle(
    packs: Packs, application: Application, cause: Cause, first: Decision[Application] | None = None
) -> Decision[Application]:
    """Return `first` and what follows from it: nothing yet, a submission, or one notice of everything missing.

    It waits until the vault knows the persons, documents has a verdict on each paper and the register of the insured
    has answered; for the latter two until their `wait_until` at most: neither a scanner nor a register that is away
    must keep anybody from applying.
    """
    so_far: Decision[Application] = replace(first or Decision(), state=application)
    handover = application.handover
    if handover is None or not handover.waiting or not _is_checked(application):
        return so_far
    if _unseen(application, handover) and cause.now < handover.wait_until:
        return so_far
    if _register_is_awaited(application, cause.now):
        return so_far
    pack = pinned(packs, application)
    items = _to_put_right(pack, application, handover)
    if items:
        return _give_notice(packs, replace(application, items=items), handover, cause, so_far)
    return _pass_on(packs, application, handover, cause, so_far)


def _is_checked(application: Application) -> bool:
    """Say whether the persons, and the other application whose papers are used, were looked up: there is no way on."""
    return application.persons_known and (application.linked is None or application.linked.checked)


def _unseen(application: Application, handover: Handover) -> bool:
    return any(paper.document_id not in application.findings for paper in handover.papers)


def _register_is_awaited(application: Application, now: datetime) -> bool:
    insurance = application.insurance
    if insurance is None or insurance.check is not None or application.supplement is not None:
        return False
    return now < insurance.wait_until


def _to_put_right(pack: Pack, application: Application, handover: Handover) -> tuple[Item, ...]:
    against = _register_objects(application)
    unfit = (unfit_item(pack, application, paper) for paper in handover.papers)
    named = {material_of(application, paper) for paper in handover.papers}
    absent = {paper.material for paper in handover.absent}
    return (*against, *filter(None, unfit), *_missing(pack, application, named, absent))


def _register_objects(application: Application) -> tuple[Item, ...]:
    if application.supplement is not None or application.insurance is None:
        return ()  # once it is submitted, review answers the register
    against = objection(application.insurance.check)
    return () if against is None else (against,)


def _missing(pack: Pack, application: Application, named: set[str], absent: set[str]) -> list[Item]:
    if application.supplement is not None:
        return [item for item in application.supplement.items if item.material not in named | absent]
    asked = application.asked
    found = gaps(pack, asked.applicant.kind, asked.route, named, absent)
    if (
        asked.route is Route.COUNTER
    ):  # a clerk who looked at the rest may take it in; a reviewer asks for what is absent
        found = tuple(gap for gap in found if gap.material not in absent)
    return [Item(material=gap.material, code=gap.code, text=gap.text.zh) for gap in found]


def unfit_item(pack: Pack, application: Application, paper: NamedPaper) -> Item | None:
    """Return what is wrong with a paper that documents rejected, None where nothing is."""
    finding = application.findings.get(paper.document_id)
    if finding is None or finding.reason is None:
        return None
    text = item_text(pack, finding.material, finding.reason)
    return Item(material=finding.material, code=finding.reason, document_id=paper.document_id, text=text)


def _give_notice(
    packs: Packs, application: Application, handover: Handover, cause: Cause, so_far: Decision[Application]
) -> Decision[Application]:
    told = replace(application, handover=replace(handover, waiting=False), changed_at=cause.now)
    if application.supplement is not None:
        return replace(
            so_far,
            state=told,
            emit=[*so_far.emit, *tell(packs, told, application)],
            timers=[*so_far.timers, *WAIT_IS_OVER],
        )
    told = replace(told, status=ApplicationState.NOT_ACCEPTED)
    return replace(
        so_far,
        state=told,
        emit=[*so_far.emit, not_accepted(told), *tell(packs, told, application)],
        timers=[*so_far.timers, *WAIT_IS_OVER, expiry(packs, pinned(packs, application), cause)],
        release=[*so_far.release, told.open_key],
    )


def _pass_on(
    packs: Packs, application: Application, handover: Handover, cause: Cause, so_far: Decision[Application]
) -> Decision[Application]:
    done = replace(application, items=(), handover=None, changed_at=cause.now)
    event: Event
    if done.supplement is not None:
        done = replace(done, supplement=replace(done.supplement, provided=True))
        event = provided(application, handover)
    else:
        done = replace(done, status=ApplicationState.SUBMITTED)
        event = submitted(application, handover)
    return replace(
        so_far,
        state=done,
        emit=[*so_far.emit, event, *tell(packs, done, application)],
        timers=[*so_far.timers, *WAIT_IS_OVER],
    )
