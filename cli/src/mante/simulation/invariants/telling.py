"""I1 and I16 of what people are told: every step, everything missing at once, and what is said to be sent was sent."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from contracts.catalogue import INTAKE_UPDATES

from mante.simulation.invariants.evidence import Evidence, Fact, Violation
from mante.simulation.outside.town import PAGE
from mante.simulation.script.turns import Turn

SAYS_IT_WENT_OUT = ("sent", "delivered")
INSPECTION_WAIT = timedelta(minutes=10)
"""For longer than this nobody waits for the verdict on a paper."""

STEPS = {
    "ApplicationSubmitted": "submitted",
    "ApplicationNotAccepted": "not_accepted",
    "SupplementRequested": "supplement_requested",
}


def every_step_is_told(evidence: Evidence) -> Iterator[Violation]:
    """Each step that both cities tell the applicant of by SMS is told as often as it happened, and so is the end."""
    for subject, facts in evidence.of.items():
        called_for = Counter(step for fact in facts if (step := _step(fact)) is not None)
        owed = Counter(
            notice["step"]
            for notice in evidence.notices(subject)
            if (notice["recipient"], notice["medium"]) == ("applicant", "sms")
        )
        for step, times in called_for.items():
            if owed[step] < times:
                yield Violation("I1", subject, f"came to {step} {times} times, and was told of it {owed[step]} times")


def whoever_goes_on_elsewhere_hears_it_all(evidence: Evidence) -> Iterator[Violation]:
    """From the answer on that the page may act, it is told each step that the channel is told in which it began."""
    for asked, _, life in evidence.taking_up():
        if not asked.is_ok:
            continue
        steps = evidence.about(asked.subject, "ProgressChanged")
        there = {fact.cause: fact.at for fact in steps if fact.topic == INTAKE_UPDATES.of(PAGE)}
        first = min(there.values(), default=asked.at)
        began = [fact for fact in steps if fact.topic == INTAKE_UPDATES.of(life.channel) and fact.at > first]
        if not there or any(fact.cause not in there for fact in began):
            yield Violation("I1", asked.subject, "goes on at the web page and isn't told there where it stands")


def _step(fact: Fact) -> str | None:
    return str(fact.said["outcome"]) if fact.kind == "CaseClosed" else STEPS.get(fact.kind)


def every_message_was_sent(evidence: Evidence) -> Iterator[Violation]:
    """A message that counts as sent, or as one whose arrival nobody reported, is in the gateway's ledger."""
    sent = {str(one.out_id) for one in evidence.history.gateway.ledger}
    for subject in evidence.of:
        for notice in evidence.notices(subject):
            counts = notice["status"] in SAYS_IT_WENT_OUT or notice["reason"] == "no_receipt"
            if notice["medium"] == "sms" and counts and notice["id"] not in sent:
                yield Violation("I1", subject, f"was told {notice['step']}, and the gateway never had the message")


def what_arrived_is_not_told_as_failed(evidence: Evidence) -> Iterator[Violation]:
    """A message of which nobody reported that it arrived counts as failed only if the gateway doesn't know, either."""
    gateway = evidence.history.gateway
    for subject in evidence.of:
        for notice in evidence.notices(subject):
            silent = notice["medium"] == "sms" and notice["reason"] == "no_receipt"
            if silent and gateway.knows_that_it_arrived(UUID(notice["id"])):
                yield Violation("I2", subject, f"counts {notice['step']} as failed, and the gateway knows better")


def everything_missing_is_told_at_once(evidence: Evidence) -> Iterator[Violation]:
    """Whoever put right all that they were told of hears of nothing else that was missing."""
    for subject, life in evidence.history.scene.lives.items():
        if life.papers_of is not None or life.takes(Turn.UPLOADS_LATE, Turn.SCANNER_AWAY):
            continue  # what they put right may be late again, or gone with whom it was borrowed from
        notices = evidence.about(subject, "ApplicationNotAccepted")
        if any(_waited(evidence, notice) for notice in notices):
            continue  # not every paper had a verdict when it was said
        told = [{item["material"] for item in notice.said["items"]} - {"insurance"} for notice in notices]
        if sum(bool(materials) for materials in told) > 1:
            yield Violation("I16", subject, f"was told what is missing bit by bit: {[sorted(one) for one in told]}")


def _waited(evidence: Evidence, notice: Fact) -> bool:
    lodged = [one.at for one in evidence.about(notice.subject, "PapersLodged") if one.at <= notice.at]
    return bool(lodged) and notice.at - max(lodged) >= INSPECTION_WAIT
