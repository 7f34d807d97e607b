"""Programs are started in order, kept running, and stopped in reverse."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from chassis.testing.eventually import eventually
from mante.stack import control, home, processes, status
from mante.stack.parts import Job, Part, Program, StartFailed
from mante.stack.status import State, Status
from mante.stack.supervisor import Supervisor

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")


class Story(list[Status]):
    """What a supervisor has told, in order."""

    def names(self, state: State) -> list[str]:
        return [status.name for status in self if status.state is state]

    def now(self, name: str) -> Status:
        return next(status for status in reversed(self) if status.name == name)

    def pid(self, name: str) -> int:
        found = self.now(name).pid
        assert found is not None
        return found

    def is_ready_again(self, name: str, restarts: int) -> bool:
        now = self.now(name)
        return now.state is State.READY and now.restarts == restarts


def program(name: str, *after: str, command: tuple[str, ...] = SLEEP, **more: object) -> Program:
    return Program(name, command, after, **more)  # type: ignore[arg-type]


async def test_each_part_waits_for_those_before_it(tmp_path: Path) -> None:
    story = Story()
    done: list[str] = []

    async def migrate() -> None:
        done.append(f"migrated while database is {story.now('database').state}")

    parts: list[Part] = [
        program("service", "migrations"),
        Job("migrations", migrate, ("database",)),
        program("database"),
    ]
    async with Supervisor(tmp_path, story.append) as supervisor:
        await supervisor.up(parts)
        assert story.names(State.READY) == ["database", "service"]
    assert done == ["migrated while database is ready"]


async def test_a_killed_program_is_started_again(tmp_path: Path) -> None:
    story = Story()
    async with Supervisor(tmp_path, story.append) as supervisor:
        await supervisor.up([program("service")])
        first = story.pid("service")
        os.kill(first, signal.SIGKILL)
        await eventually(lambda: story.is_ready_again("service", 1))
        assert story.pid("service") != first


async def test_what_a_killed_program_started_ends_with_it(tmp_path: Path) -> None:
    story = Story()
    child = tmp_path / "child"
    forks = f"import os, time; pid = os.fork(); pid and open({str(child)!r}, 'w').write(str(pid)); time.sleep(600)"
    async with Supervisor(tmp_path, story.append) as supervisor:
        await supervisor.up([program("service", command=(sys.executable, "-c", forks))])
        orphan = int(await eventually(lambda: child.exists() and child.read_text()))
        os.kill(story.pid("service"), signal.SIGKILL)
        await eventually(lambda: processes.born(orphan) is None)


async def test_programs_are_stopped_in_reverse_each_after_the_one_that_needs_it(tmp_path: Path) -> None:
    story = Story()
    slow = (
        "import signal, sys, time; signal.signal(15, lambda *_: (time.sleep(0.3), sys.exit())); "
        "open('up', 'w'); time.sleep(600)"
    )
    async with Supervisor(tmp_path, story.append) as supervisor:
        ready = _there(tmp_path / "up")
        service = program("service", "database", command=(sys.executable, "-c", slow), ready=ready)
        await supervisor.up([service, program("database")])
    assert story.names(State.STOPPED) == ["service", "database"]


async def test_a_program_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    story = Story()
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); open('up', 'w'); time.sleep(600)"
    async with Supervisor(tmp_path, story.append) as supervisor:
        ready = _there(tmp_path / "up")
        await supervisor.up([program("deaf", command=(sys.executable, "-c", deaf), ready=ready, stop_within=0.2)])
        pid = story.pid("deaf")
    assert processes.born(pid) is None


async def test_a_program_that_never_becomes_ready_fails_with_the_end_of_its_log(tmp_path: Path) -> None:
    broken = (sys.executable, "-c", "import sys; sys.exit('the port is taken')")
    with pytest.raises(StartFailed, match="the port is taken"):
        async with Supervisor(tmp_path) as supervisor:
            await supervisor.up([program("service", command=broken, ready=_there(tmp_path / "never"))])


async def test_one_failure_stops_what_was_started(tmp_path: Path) -> None:
    story = Story()
    broken = (sys.executable, "-c", "raise SystemExit(1)")
    with pytest.raises(StartFailed):
        async with Supervisor(tmp_path, story.append) as supervisor:
            await supervisor.up([program("database"), program("service", "database", command=broken, ready=_never)])
    assert story.now("database").state is State.STOPPED


async def test_a_held_program_stays_down_until_it_is_released(tmp_path: Path) -> None:
    story = Story()
    with home.held(tmp_path):
        async with Supervisor(tmp_path, story.append) as supervisor:
            await supervisor.up([program("kafka")])
            home.mark_of(tmp_path, "kafka").touch()
            os.kill(story.pid("kafka"), signal.SIGTERM)
            await eventually(lambda: story.now("kafka").state is State.HELD)
            home.mark_of(tmp_path, "kafka").unlink()
            await eventually(lambda: story.is_ready_again("kafka", 1))


async def test_a_log_is_appended_to_over_restarts(tmp_path: Path) -> None:
    story = Story()
    speaks = (sys.executable, "-c", "import time; print('here', flush=True); time.sleep(600)")
    log = tmp_path / "logs" / "service.log"
    async with Supervisor(tmp_path, story.append) as supervisor:
        await supervisor.up([program("service", command=speaks)])
        await eventually(lambda: log.read_text() == "here\n")
        os.kill(story.pid("service"), signal.SIGKILL)
        await eventually(lambda: log.read_text() == "here\nhere\n")


def test_a_part_is_known_by_its_own_name_and_by_its_services(tmp_path: Path) -> None:
    there = [Status(name, State.READY, 0.0, stop_signal=15) for name in ("review-1", "review-2", "intake")]
    status.write(home.state_file(tmp_path), {}, there)
    assert [part.name for part in control.named(tmp_path, "review")] == ["review-1", "review-2"]
    assert [part.name for part in control.named(tmp_path, "review-2")] == ["review-2"]
    with pytest.raises(control.NoSuchProgram, match="runs no notify"):
        control.named(tmp_path, "notify")


def _there(file: Path) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return await asyncio.to_thread(file.exists)

    return look


async def _never() -> bool:
    return False
