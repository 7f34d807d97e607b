"""An application is handed in: it gets its number at once, and waits for the verdicts on its papers."""

from dataclasses import replace
from itertools import count

from chassis.decision import Cause, ClearTimer, Decision, Reserve, SetTimer
from contracts.events.intake import PackVersion
from contracts.events.requests import ApplicationLodged
from contracts.vocabulary import ApplicationState
from policy.calendar import SHANGHAI
from policy.pack import Pack
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import UNSUBMITTED, Application, Handover, TimerKind, open_to
from intake.domain.completeness import settle
from intake.domain.expiry import why_gone
from intake.domain.grants import Upload, grant_upload
from intake.domain.handover import hand_over
from intake.domain.insurance import asking
from intake.domain.insured import Insurance
from intake.domain.joining import join, note_for_others
from intake.domain.linking import papers_lodged
from intake.domain.numbers import number_of
from intake.domain.offering import materials_of, offered
from intake.domain.progress import tell
from intake.domain.replies import accepted
from intake.domain.rules import Rules


def lodge_application(
    rules: Rules, state: Application | None, body: ApplicationLodged, cause: Cause
) -> Decision[Application]:
    """Take the application in under its number; or join it to the one that is already open for this disease.

    One application at a time is open for a person and a disease in a pooling area, whatever the channel. It is
    judged by the rules in force on the day of lodging.
    """
    application = open_to(state, cause.actor)
    _check_may_be_lodged(application, body)
    pack = offered(rules, application.asked, application.channels[0], cause.now)
    holder = cause.holders.get(application.open_key)
    if holder is not None:
        upload = Upload(holder.subject, cause.actor, pack, materials_of(pack, application))
        grant = grant_upload(rules.sign, upload, cause.now, cause.derive("upload_grant"))
        return join(application, body, holder, grant, cause)
    number = application.number or _free_number(pack, cause)
    handover = hand_over(pack, application, body, cause)
    insurance = Insurance(cause.now + rules.register_wait) if rules.register_wait else None
    lodged = _lodged(replace(application, number=number, insurance=insurance), pack, handover, cause)
    return settle(rules.packs, lodged, cause, _taken_in(rules.packs, lodged, body, handover, cause))


def _check_may_be_lodged(application: Application, body: ApplicationLodged) -> None:
    if application.status is ApplicationState.EXPIRED:
        raise why_gone(application)
    if application.status is ApplicationState.WITHDRAWN:
        raise refusals.AlreadyWithdrawn
    if application.status not in UNSUBMITTED - {ApplicationState.LODGED}:
        raise refusals.AlreadyLodged
    if not body.declared_true:
        raise refusals.NotDeclaredTrue


def _free_number(pack: Pack, cause: Cause) -> str:
    day, prefix = cause.now.astimezone(SHANGHAI).date(), pack.pooling_area.number_prefix
    numbers = (number_of(prefix, day, cause.subject, attempt) for attempt in count())
    return next(number for number in numbers if _number_key(number) not in cause.holders)


def _number_key(number: str) -> str:
    return f"number:{number}"


def _lodged(application: Application, pack: Pack, handover: Handover, cause: Cause) -> Application:
    return replace(
        application,
        status=ApplicationState.LODGED,
        pack=PackVersion(id=pack.id, version=pack.version),
        handover=handover,
        items=(),
        changed_at=cause.now,
    )


def _taken_in(
    packs: Packs, lodged: Application, body: ApplicationLodged, handover: Handover, cause: Cause
) -> Decision[Application]:
    wait = SetTimer(TimerKind.INSPECTION_WAIT, handover.wait_until)
    questions, until = asking(lodged)
    return Decision(
        emit=[*papers_lodged(lodged, handover), *tell(packs, lodged)],
        timers=[ClearTimer(TimerKind.DRAFT_EXPIRY), wait, *until],
        effects=questions,
        reserve=[Reserve(_number_key(lodged.number)), Reserve(lodged.open_key, note_for_others(lodged))],
        answer=accepted(lodged, body, cause),
    )
