"""Is the person insured here, and is nothing in the way? The register is asked by an effect, never by a decision."""

from dataclasses import replace
from datetime import timedelta

from chassis.decision import Cause, Decision, Effect, Exhausted, SetTimer, Timer
from contracts.events.intake import InsuranceCheck, InsuranceChecked
from contracts.events.updates import Item
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application, TimerKind
from intake.domain.completeness import settle
from intake.domain.insured import MATERIAL, Insurance, judged, objection
from intake.domain.offering import pinned
from intake.domain.progress import tell
from intake.domain.register import CheckInsurance, InsuranceAnswered

ASK_AGAIN_AFTER = timedelta(minutes=10)


def question(application: Application, key: str = "insurance") -> Effect:
    """Return the effect that asks the register."""
    asked = application.asked
    return Effect(CheckInsurance(person_ref=asked.person_ref, area=asked.pooling_area), key)


def asking(lodged: Application) -> tuple[list[Effect], list[SetTimer]]:
    """Return the question that a lodging puts to the register, and the end of the wait for its answer."""
    if lodged.insurance is None:
        return [], []
    return [question(lodged)], [SetTimer(TimerKind.REGISTER_WAIT, lodged.insurance.wait_until)]


def note_insurance(
    packs: Packs, state: Application | None, body: InsuranceAnswered, cause: Cause
) -> Decision[Application]:
    """Go on with what the register says: before submission it may stand in the way, afterwards review hears of it.

    A late answer never undoes a submission: review shows it, and refuses an approval that it contradicts.
    """
    if state is None or state.insurance is None or _is_older(state.insurance, body):
        return Decision()
    before = state.insurance.check
    check = judged(pinned(packs, state), state.asked, body)
    told = replace(state, insurance=replace(state.insurance, check=check))
    if state.status in WITH_REVIEW:
        return Decision(state=told, emit=[] if _same(before, check) else [InsuranceChecked(insurance=check)])
    if state.status is ApplicationState.NOT_ACCEPTED:
        return _tell_what_stands_in_the_way(packs, told, cause)
    return settle(packs, told, cause) if state.status in UNSUBMITTED else Decision()


def _is_older(known: Insurance, answer: InsuranceAnswered) -> bool:
    at = known.check.checked_at if known.check else None
    return at is not None and answer.checked_at <= at


def _same(before: InsuranceCheck | None, check: InsuranceCheck) -> bool:
    return before is not None and (before.result, before.since) == (check.result, check.since)


def _tell_what_stands_in_the_way(packs: Packs, application: Application, cause: Cause) -> Decision[Application]:
    """Complete a notice that went out before the register answered."""
    items = _with(application.items, objection(application.insurance.check if application.insurance else None))
    if items == application.items:
        return Decision(state=application)
    told = replace(application, items=items, changed_at=cause.now)
    return Decision(state=told, emit=tell(packs, told, application))


def _with(items: tuple[Item, ...], against: Item | None) -> tuple[Item, ...]:
    others = tuple(item for item in items if item.material != MATERIAL)
    return others if against is None else (against, *others)


def stop_waiting(packs: Packs, state: Application | None, timer: Timer, cause: Cause) -> Decision[Application]:
    """Go on without the register's answer: its outage is no reason to keep anybody from applying."""
    del timer
    return Decision() if state is None else settle(packs, state, cause)


def ask_again_about_insurance(state: Application | None, body: Exhausted, cause: Cause) -> Decision[Application]:
    """Ask the register once more, as long as something depends on its answer."""
    if state is None or state.status not in UNSUBMITTED | WITH_REVIEW:
        return Decision()
    if state.insurance is None or state.insurance.check is not None:
        return Decision()
    later = replace(question(state, str(body.effect_id)), not_before=cause.now + ASK_AGAIN_AFTER)
    return Decision(effects=[later])
