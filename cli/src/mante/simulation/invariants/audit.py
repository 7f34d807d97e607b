"""I12: whatever changes has its line in the audit, from the same commit."""

from collections import Counter
from collections.abc import Iterator

from mante.simulation.invariants.evidence import Evidence, Violation


def every_event_has_its_decision(evidence: Evidence) -> Iterator[Violation]:
    """Each published event was emitted by a decision on record; answers to parties are no decision's."""
    for name, instance in evidence.history.instances.items():
        on_record: Counter[tuple[str, str]] = Counter()
        for _, row in instance.node.storage.audit:
            if row.outcome == "decided":
                on_record.update((str(row.message.id), kind) for kind in row.emitted)
        published = Counter(
            (fact.cause, fact.kind)
            for fact in evidence.facts
            if fact.topic.startswith(f"{name}.") and not _is_an_answer(fact.kind)
        )
        for (cause, kind), times in (published - on_record).items():
            yield Violation("I12", None, f"{name} published {kind} {times} times more than its audit says of {cause}")


def _is_an_answer(kind: str) -> bool:
    return kind in ("RequestAccepted", "RequestRefused", "VerdictAccepted", "VerdictRefused")
