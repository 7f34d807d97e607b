"""I1 and I2: nothing that was acknowledged is lost, and nothing is there that nobody asked for."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from contracts.catalogue import TOPICS
from contracts.events.requests import ApplicationLodged, DraftOpened
from contracts.events.verdicts import VerdictGiven

from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.outside.town import FAR_AWAY_HEARS

GRACE = timedelta(hours=2)
"""After the last day for a supplement, until its case has lapsed."""

ENDINGS = ("ApplicationSubmitted", "ApplicationNotAccepted", "ApplicationJoined", "DraftExpired")


def every_lodging_has_an_outcome(evidence: Evidence) -> Iterator[Violation]:
    """Whoever was told that their application was taken in has it submitted, sent back, joined, or ended."""
    for asked in evidence.history.scene.journal.asked:
        if isinstance(asked.body, ApplicationLodged) and asked.is_ok and not evidence.about(asked.subject, *ENDINGS):
            yield Violation("I1", asked.subject, "was taken in, and nothing came of it")


def every_submission_has_one_case(evidence: Evidence) -> Iterator[Violation]:
    """Review opened a case for each submitted application."""
    for fact in evidence.all("ApplicationSubmitted"):
        cases = len(evidence.about(fact.subject, "CaseOpened"))
        if cases != 1:
            yield Violation("I1", fact.subject, f"was submitted, and has {cases} cases")


def every_case_goes_on(evidence: Evidence) -> Iterator[Violation]:
    """A case has ended, or somebody has a task for it, or the person has time yet for a supplement."""
    for fact in evidence.all("CaseOpened"):
        ended = evidence.about(fact.subject, "CaseClosed")
        assigned = {task.said["task_id"] for task in evidence.about(fact.subject, "TaskAssigned")}
        recalled = {task.said["task_id"] for task in evidence.about(fact.subject, "TaskRecalled")}
        if not ended and not assigned - recalled and not _may_answer(evidence, fact.subject):
            yield Violation("I1", fact.subject, "is neither decided nor on anybody's list")
        if ended and assigned - recalled:
            yield Violation("I1", fact.subject, "has ended, and is still on somebody's list")


def _may_answer(evidence: Evidence, subject: UUID) -> bool:
    asked = evidence.about(subject, "SupplementRequested")
    return (
        bool(asked) and datetime.fromisoformat(asked[-1].said["answer_by"]) + GRACE > evidence.history.scene.agenda.now
    )


def every_end_is_told(evidence: Evidence) -> Iterator[Violation]:
    """A channel of the person's heard how it ended; a hospital elsewhere is none, and its patients have the SMS."""
    for fact in evidence.all("CaseClosed"):
        told = [one for one in evidence.about(fact.subject, "ProgressChanged") if one.topic != FAR_AWAY_HEARS]
        if not told and evidence.began_far_away(fact.subject):
            continue
        if all(one.said["state"] != fact.said["outcome"] for one in told):
            yield Violation("I1", fact.subject, f"ended {fact.said['outcome']}, and no channel heard of it")


def everything_published_was_heard(evidence: Evidence) -> Iterator[Violation]:
    """Each consumer's rows count every event of its topics as seen."""
    last: dict[tuple[str, UUID], int] = {}
    for at, numbers in evidence.sequences.items():
        last[at] = max(number for number, _ in numbers)
    for topic in TOPICS:
        for service in topic.consumers:
            instance = evidence.history.instances.get(service)
            if instance is None or topic.party is not None:
                continue
            for (name, subject), number in last.items():
                if name != topic.name:
                    continue
                seen = _seen(evidence, service, name, subject)
                if seen < number:
                    yield Violation("I1", subject, f"{service} took {seen} of {number} events of {name}")


def _seen(evidence: Evidence, service: str, topic: str, subject: UUID) -> int:
    """Return the last number that was taken: on the emitter's own row, or on the one that an event was addressed to."""
    rows = evidence.history.instances[service].node.storage.rows
    numbers = [_number(rows[subject].seen, topic)] if subject in rows else [0]
    for joined in evidence.about(subject, "ApplicationJoined"):
        row = rows.get(UUID(joined.said["open_application"]))
        numbers.append(_number(row.seen, f"{topic}/{subject}") if row else 0)
    return max(numbers)


def _number(seen: str, source: str) -> int:
    positions: dict[str, list[Any]] = orjson.loads(seen)
    return int(positions[source][1]) if source in positions else 0


def every_application_was_asked_for(evidence: Evidence) -> Iterator[Violation]:
    """No application is there that no channel opened."""
    opened = {asked.subject for asked in evidence.history.scene.journal.asked if isinstance(asked.body, DraftOpened)}
    for subject in evidence.of:
        if subject not in opened:
            yield Violation("I2", subject, "is there, and nobody opened it")


def every_verdict_was_given(evidence: Evidence) -> Iterator[Violation]:
    """Whoever is said to have assessed a case did say so."""
    given = Counter(
        (asked.subject, asked.body.practitioner, asked.body.verdict.value)
        for asked in evidence.history.scene.journal.asked
        if isinstance(asked.body, VerdictGiven) and (asked.is_ok or asked.status is None)
    )
    for fact in evidence.all("ReviewDecided"):
        for one in fact.said["assessed_by"]:
            if not given[fact.subject, one["practitioner"], one["verdict"]]:
                yield Violation("I2", fact.subject, f"{one['practitioner']} never said {one['verdict']}")
