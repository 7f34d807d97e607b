"""I7 and I8: everything comes to rest, and what can't be read is kept whole and hurts nobody else."""

from collections.abc import Iterator

from chassis.rows import HeldStatus

from mante.simulation.invariants.evidence import Evidence, Violation

EXPECTED = ("unreadable: headers", "unreadable: party", "refused: NO_INSTITUTION", "refused: PANEL_TOO_SMALL")
"""What may be parked: garbage, what comes from a party that isn't known just now, what nobody is there to review."""


def nothing_is_left_to_publish(evidence: Evidence) -> Iterator[Violation]:
    """Every outbox is empty, and the bus has all that was in it."""
    for name, instance in evidence.history.instances.items():
        if instance.publishing.unsent:
            yield Violation("I7", None, f"{name} has {len(instance.publishing.unsent)} events unsent")
        committed = sum(row.subject not in evidence.history.scene.erased for row in instance.node.storage.outbox)
        published = evidence.published[name]
        if published != committed:
            yield Violation("I1", None, f"{name} committed {committed} events, and published {published}")


def nothing_is_left_to_hear(evidence: Evidence) -> Iterator[Violation]:
    """Every consumer has acknowledged all that lies on its topics."""
    bus = evidence.history.scene.bus
    for name, instance in evidence.history.instances.items():
        for place in instance.hearing.mine():
            if behind := bus.end(place) - instance.hearing.acknowledged.get(place, 0):
                yield Violation("I7", None, f"{name} is {behind} records behind on {place[0]}")


def nothing_waits(evidence: Evidence) -> Iterator[Violation]:
    """No record is kept back, but what an operator gave up; no work outside is undone that was due."""
    for name, instance in evidence.history.instances.items():
        storage = instance.node.storage
        for held in storage.parked.values():
            if held.status in (HeldStatus.WAITING, HeldStatus.PARKED, HeldStatus.SKIPPED):
                message = held.new.message
                yield Violation("I7", message.subject, f"{name} keeps back {message.type}: {held.reason} {held.detail}")
        for effect in storage.effects.values():
            if not effect.done and effect.not_before < storage.clock():
                yield Violation(
                    "I7", effect.new.subject, f"{name} never finished {effect.new.kind}: {effect.last_error}"
                )


def nothing_was_parked_but_poison(evidence: Evidence) -> Iterator[Violation]:
    """Whatever was ever parked was garbage, or came while a service knew no institution."""
    for name, instance in evidence.history.instances.items():
        for _, row in instance.node.storage.audit:
            if row.outcome == "parked" and not row.detail.startswith(EXPECTED):
                yield Violation("I8", row.subject, f"{name} parked {row.message.type}: {row.detail}")
