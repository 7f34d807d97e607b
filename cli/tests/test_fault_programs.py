"""Ending and freezing programs of a stack from outside: each is seen to have happened."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chassis.testing.eventually import eventually
from mante.faults.programs import Programs
from mante.stack import control, processes
from mante.stack.parts import Program
from mante.stack.status import State
from mante.stack.threaded import running

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    with running(tmp_path, [Program("one", SLEEP), Program("two-1", SLEEP), Program("two-2", SLEEP)]):
        (tmp_path / "held").mkdir()
        yield Programs(tmp_path)


async def test_who_is_ended_is_gone_and_comes_back_as_another(programs: Programs) -> None:
    before = programs.running("one").pid
    await programs.end("one", signal.SIGKILL)
    await programs.all_ready()
    assert programs.running("one").pid not in (before, None)


async def test_who_is_held_stays_down_until_released(programs: Programs) -> None:
    await programs.hold("one")
    await eventually(lambda: programs.running("one").state is State.HELD)
    programs.release("one")
    await programs.all_ready()


async def test_of_a_service_that_is_held_nobody_is_left(programs: Programs) -> None:
    before = [control.named(programs._folder, name)[0] for name in programs.names("two")]
    await programs.hold("two")
    assert not any(processes.is_running(one) for one in before)
    programs.release("two")
    await programs.all_ready()


async def test_who_stands_still_goes_on_in_the_same_process(programs: Programs) -> None:
    before = programs.running("one").pid
    await programs.freeze("one", 0.05)
    await programs.all_ready()
    assert programs.running("one").pid == before


def test_a_service_may_have_several(programs: Programs) -> None:
    assert programs.names("two") == ["two-1", "two-2"]
