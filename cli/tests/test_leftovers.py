"""What a killed supervisor or server left behind does not stand in the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from chassis.testing.eventually import eventually
from mante.stack import home, processes, status
from mante.stack.backends.leftover_server import clear_pid_file
from mante.stack.ports import is_free
from mante.stack.status import State, Status

_THREADS_END_LATER = """
import ctypes, platform, socket, threading, time
listening = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=time.sleep, args=(600,)).start()
print(listening.getsockname()[1], flush=True)
ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[platform.machine()], 0)  # exit, of this thread alone
"""


@pytest.fixture
def orphan() -> Iterator[Status]:
    """A process that a supervisor started and lost."""
    process = subprocess.Popen((sys.executable, "-c", "import time; time.sleep(600)"), start_new_session=True)
    yield Status("review", State.READY, 0.0, pid=process.pid, born=processes.born(process.pid), stop_signal=15)
    process.kill()
    process.wait()


@pytest.fixture
def ending() -> Iterator[tuple[int, int]]:
    """The pid of a process whose first thread has ended and whose second listens, and the port that it listens on."""
    with subprocess.Popen((sys.executable, "-c", _THREADS_END_LATER), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.pid, int(process.stdout.readline())
        process.kill()


def test_a_lost_process_is_ended_before_the_next_stack_starts(orphan: Status, tmp_path: Path) -> None:
    status.write(home.state_file(tmp_path), {}, [orphan])
    with home.held(tmp_path):
        assert not processes.is_running(orphan)


@pytest.mark.skipif(sys.platform != "linux", reason="how a process ends thread by thread is told by Linux alone")
async def test_a_process_has_not_ended_while_one_of_its_threads_holds_its_sockets(ending: tuple[int, int]) -> None:
    pid, port = ending
    await eventually(lambda: psutil.Process(pid).status() == psutil.STATUS_ZOMBIE, within=10)
    assert not is_free(port)
    assert processes.born(pid) is not None
    os.kill(pid, signal.SIGKILL)
    await eventually(lambda: processes.born(pid) is None, within=10)
    assert is_free(port)


def test_another_process_that_got_the_pid_is_left_alone(orphan: Status, tmp_path: Path) -> None:
    stranger = Status("review", State.READY, 0.0, pid=orphan.pid, born=1.0, stop_signal=15)
    status.write(home.state_file(tmp_path), {}, [stranger])
    with home.held(tmp_path):
        assert processes.is_running(orphan)


def test_a_folder_is_held_by_one_supervisor(tmp_path: Path) -> None:
    with home.held(tmp_path):
        assert home.holder(tmp_path) == os.getpid()
        with pytest.raises(home.InUse), home.held(tmp_path):
            pytest.fail("both hold it")
    assert home.holder(tmp_path) is None


def test_marks_of_the_last_stack_hold_nothing_back(tmp_path: Path) -> None:
    with home.held(tmp_path):
        home.mark_of(tmp_path, "kafka").touch()
    with home.held(tmp_path):
        assert not home.mark_of(tmp_path, "kafka").exists()


def test_a_pid_file_of_a_postgres_that_is_gone_is_removed(tmp_path: Path) -> None:
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n/data\n")  # alive, but no Postgres: pids are given again after a restart
    clear_pid_file(tmp_path)
    assert not file.exists()
    clear_pid_file(tmp_path)


def test_a_state_file_names_what_was_written(tmp_path: Path) -> None:
    part = Status("kafka", State.HELD, 12.5, restarts=2)
    status.write(home.state_file(tmp_path), {"pid": 7}, [part])
    assert status.read(home.state_file(tmp_path)) == ({"pid": 7}, [part])
