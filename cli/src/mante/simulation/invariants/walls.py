"""I10 and I11: nobody gets what is another's, and nothing personal is seen outside the vault and the gateway."""

import re
from collections.abc import Iterator

from chassis.storage.records import body_of

from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.outside.journal import Asked
from mante.simulation.outside.town import ELSEWHERE, FAR_AWAY_HEARS, HOSPITALS

OF_THE_REVIEW = ("outcome", "reasons", "benefit_start", "benefit_end", "decide_by", "expected_by", "hospital")
CANARY = re.compile(rb"(?<![0-9a-f-])(?:1380000\d{4}|520200195501\d{6}|13900007777)(?![0-9a-f-])")
"""The telephones and identity numbers of everybody here; ids and hashes that look like one stand between their like."""


def another_hospital_gets_nothing(evidence: Evidence) -> Iterator[Violation]:
    """Whoever acts on a task that isn't theirs is told that there is no such thing."""
    for asked in evidence.history.scene.journal.asked:
        if asked.who == ELSEWHERE:
            yield from _found(asked, "another institution")


def strangers_take_up_nothing(evidence: Evidence) -> Iterator[Violation]:
    """Who has no part in an application is told that there is no such thing, and follows nothing of it."""
    scene = evidence.history.scene
    for asked, order, life in evidence.taking_up():
        if order.person_ref not in (scene.person(life), scene.agent(life)):
            yield from _found(asked, "a stranger")


def _found(asked: Asked, who: str) -> Iterator[Violation]:
    """Say what somebody found who was to find nothing."""
    if asked.code not in ("NOT_FOUND", ""):
        yield Violation("I10", asked.subject, f"{who} was told {asked.code}")
    if asked.is_ok:
        yield Violation("I10", asked.subject, f"{who} may act on it")


def a_hospital_elsewhere_sees_its_uploads_only(evidence: Evidence) -> Iterator[Violation]:
    """Who hands in for a patient of another city hears how the upload stands, and nothing of review or benefit."""
    for fact in evidence.all("ProgressChanged", "MessageDue"):
        if fact.topic != FAR_AWAY_HEARS:
            continue
        seen = [field for field in OF_THE_REVIEW if fact.said.get(field)]
        if fact.kind == "MessageDue" or seen or fact.said["state"] in ("in_review", "approved", "rejected"):
            yield Violation(
                "I10", fact.subject, f"a hospital elsewhere hears {fact.kind} with {seen or fact.said['state']}"
            )


def tasks_are_their_institutions(evidence: Evidence) -> Iterator[Violation]:
    """A hospital's topic has tasks of its own pooling area's hospitals only, and none of another hospital."""
    owner: dict[str, str] = {}
    for fact in evidence.all("TaskAssigned", "TaskRecalled"):
        if owner.setdefault(fact.said["task_id"], fact.topic) != fact.topic:
            yield Violation("I10", fact.subject, f"task {fact.said['task_id']} is on two institutions' topics")
    for fact in evidence.all("ReviewDecided"):
        institutions = {one["institution"] for one in fact.said["assessed_by"]}
        if fact.said["step"] == "hospital_review" and not institutions <= set(HOSPITALS):
            yield Violation("I10", fact.subject, f"was decided at {institutions}")


def nothing_personal_is_seen(evidence: Evidence) -> Iterator[Violation]:
    """No telephone and no identity number is on the bus, or in what a service stored."""
    for where, text in _everything(evidence):
        if (found := CANARY.search(text)) is not None:
            yield Violation("I11", None, f"{found[0][:4].decode()}… is in {where}")


def nothing_personal_is_logged(evidence: Evidence) -> Iterator[Violation]:
    """No telephone and no identity number is in what services log, even before it is starred out."""
    for line in evidence.history.scene.log:
        if CANARY.search(line.encode()) is not None:
            yield Violation("I11", None, f"a number is in the log: {line.split()[0]}")


def _everything(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """Give all that is published and stored, each with its place."""
    for (topic, _), records in evidence.history.scene.bus.places.items():
        yield topic, b"".join(record.value or b"" for record in records)
    for name, instance in evidence.history.instances.items():
        storage = instance.node.storage
        yield f"the rows of {name}", b"".join(evidence.written(name, subject) for subject in storage.rows)
        yield f"the audit of {name}", "".join(row.detail for _, row in storage.audit).encode()
        yield f"the effects of {name}", b"".join(effect.new.body for effect in storage.effects.values())
        yield f"why work of {name} failed", "".join(effect.last_error for effect in storage.effects.values()).encode()
        yield f"the answers of {name}", b"".join(stored.reply.body for _, stored in storage.answers.values())
        yield f"what {name} parked", b"".join(body_of(held.new.message) for held in storage.parked.values())
