"""I11 of the erased: nothing is left of them but that they were erased, whatever comes about them afterwards."""

from collections.abc import Iterator

from mante.simulation.invariants.evidence import Evidence, Violation


def the_erased_stay_erased(evidence: Evidence) -> Iterator[Violation]:
    """No state, timer, work, answer or parked record of an erased application is left in any service."""
    for name, instance in evidence.history.instances.items():
        storage = instance.node.storage
        kept = {
            "a state": {subject for subject, row in storage.rows.items() if row.state is not None},
            "a timer": {subject for subject, _ in storage.timers},
            "work": {effect.new.subject for effect in storage.effects.values()},
        }
        for what, subjects in kept.items():
            for subject in subjects & evidence.history.scene.erased:
                yield Violation("I11", subject, f"{name} still has {what} of an erased application")
