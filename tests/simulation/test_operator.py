"""An operator of the simulation sees what is stored, whoever died after storing it."""

from types import SimpleNamespace
from typing import Any, cast

from chassis.rows import HeldStatus
from mante.simulation.outside.operator import LOOKS_AFTER, Operator


def test_what_was_parked_by_the_commit_that_a_process_died_of_is_looked_at_once() -> None:
    planned: list[float] = []
    storage = SimpleNamespace(parked={1: SimpleNamespace(status=HeldStatus.PARKED)})
    scene = SimpleNamespace(agenda=SimpleNamespace(after=lambda seconds, _: planned.append(seconds)))
    operator = Operator(cast("Any", SimpleNamespace(storage=storage)), cast("Any", scene))
    operator.begin()
    operator.begin()
    assert planned == [LOOKS_AFTER]
