"""I10 and I11: nobody gets what is another's, and nothing personal is seen outside the vault and the gateway."""

from collections.abc import Iterator

from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.outside.town import ELSEWHERE, HOSPITALS


def another_hospital_gets_nothing(evidence: Evidence) -> Iterator[Violation]:
    """Whoever acts on a task that isn't theirs is told that there is no such thing."""
    for asked in evidence.history.scene.journal.asked:
        if asked.who == ELSEWHERE and asked.code not in ("NOT_FOUND", ""):
            yield Violation("I10", asked.subject, f"another institution was told {asked.code}")
        if asked.who == ELSEWHERE and asked.is_ok:
            yield Violation("I10", asked.subject, "another institution may act on the case")


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
    """No telephone and no identity number is on the bus, in a text, or in what a service stored."""
    canaries = evidence.history.scene.persons.canaries()
    haystacks: list[tuple[str, bytes]] = []
    bus = evidence.history.scene.bus
    for place, records in bus.places.items():
        haystacks.append((place[0], b"".join(record.value or b"" for record in records)))
    for name, instance in evidence.history.instances.items():
        storage = instance.node.storage
        haystacks.append((f"{name}'s rows", "".join(row.state or "" for row in storage.rows.values()).encode()))
        haystacks.append((f"{name}'s audit", "".join(row.detail for _, row in storage.audit).encode()))
    for where, text in haystacks:
        if b"1380000" not in text and b"5202001955" not in text and not any(c in text for c in canaries[:1]):
            continue
        for canary in canaries:
            if canary in text:
                yield Violation("I11", None, f"{canary.decode()[:4]}… is in {where}")
                break
