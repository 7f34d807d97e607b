"""Whatever the seed, no promise is broken; and a seed is one history, on any machine."""

import subprocess
import sys

import pytest
import structlog
from mante.simulation.cast import Cast
from mante.simulation.playing import played
from mante.simulation.running import Order, run
from mante.simulation.script.drawing import draw
from mante.simulation.script.faults import Kind
from mante.simulation.script.turns import Turn

ONE = "from mante.simulation.running import Order, run; print(run(Order(10, 5), lambda _: None, 1).digest)"


def test_no_promise_is_broken_in_a_small_run(cast: Cast) -> None:
    for number in range(2):
        found, _ = played(draw(2026, number), cast)
        assert found.broken == []
        assert found.events > 20 * found.lives


def test_the_same_seed_gives_the_same_history_whatever_was_played_before(cast: Cast) -> None:
    first, _ = played(draw(4, 0, lives=10), cast)
    other, _ = played(draw(4, 1, lives=10), cast)
    again, _ = played(draw(4, 0, lives=10), cast)
    assert first.digest == again.digest != other.digest


def test_a_run_leaves_the_process_as_it_was() -> None:
    before = structlog.get_config()
    assert run(Order(1, 4), lambda _: None, cores=1).violations == 0
    assert structlog.get_config() == before


def test_every_turn_and_every_fault_is_drawn() -> None:
    scripts = [draw(1, number) for number in range(40)]
    assert {turn for script in scripts for life in script.lives for turn in life.turns} == set(Turn)
    assert {fault.kind for script in scripts for fault in script.faults} == set(Kind)


@pytest.mark.slow
def test_no_promise_is_broken_in_a_large_run_on_all_cores() -> None:
    found = run(Order(3_000, 11), lambda _: None)
    assert (found.lives, found.violations, found.broken) == (3_000, 0, {})


@pytest.mark.slow
def test_a_history_is_the_same_in_another_process_with_other_hashes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", ONE], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(digests) == 1
