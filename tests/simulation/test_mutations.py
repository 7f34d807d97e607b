"""The checks can fail: every seeded bug is caught, by a check that says what is wrong, and told shortly."""

from dataclasses import replace
from pathlib import Path

import pytest
from mante.simulation.invariants.checks import CHECKS
from mante.simulation.mutations.registry import MUTATIONS
from mante.simulation.running import Order, first_broken, run
from mante.simulation.script.turns import Turn
from mante.simulation.story import told
from mante.testing.mutations.caught import in_the_simulation
from mante.testing.mutations.on_servers import ON_SERVERS

ENOUGH = 1_000
TABLE = Path(__file__).parents[2] / "docs" / "mutants.md"


def test_a_decision_that_is_taken_twice_is_caught() -> None:
    found = run(Order(50, 3, "decides-what-is-decided"), lambda _: None, 1)
    assert "one_end" in found.broken


def test_a_history_that_broke_is_played_again_by_its_number() -> None:
    order = Order(120, 3, "decides-what-is-decided")
    assert run(order, lambda _: None, 1).histories == [0, 1]
    again = run(replace(order, only=1), lambda _: None, 1)
    assert (again.histories, again.lives) == ([1], 20)


def test_a_bug_that_was_taken_out_again_breaks_nothing() -> None:
    for name in MUTATIONS:
        with MUTATIONS[name].planted():
            pass
    assert run(Order(50, 3), lambda _: None, 1).violations == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_every_seeded_bug_is_caught_by_the_check_that_is_there_for_it(name: str) -> None:
    assert in_the_simulation(name).is_well


def test_the_table_of_seeded_bugs_has_them_all_and_a_check_that_caught_each() -> None:
    rows = [
        line.split(" | ")
        for line in TABLE.read_text("utf-8").splitlines()
        if line.startswith("| `") and "`--" not in line
    ]
    assert {row[0].strip("|` ") for row in rows} == {*MUTATIONS, *ON_SERVERS}
    assert all("`" in row[2] for row in rows)


def test_every_check_that_a_bug_is_to_be_caught_by_is_one() -> None:
    assert {check for bug in MUTATIONS.values() for check in bug.caught_by} <= set(CHECKS)


@pytest.mark.slow
def test_what_was_caught_is_told_as_a_short_story() -> None:
    order = Order(ENOUGH, 7, "sends-again-on-a-guess")
    caught = first_broken(order)
    assert caught is not None
    lines = list(told(order, caught[0]))
    (life,) = (line for line in lines if line.startswith("  Life") and "through" in line)
    assert life.rpartition(": ")[2].rstrip(".") in set(Turn), "of all turns the one that matters is left"
    assert "Broken: I3, no_message_is_sent_twice." in lines
