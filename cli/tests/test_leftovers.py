"""What a killed supervisor or server left behind does not stand in the way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mante.stack import home, processes, status
from mante.stack.backends.leftover_server import clear_pid_file
from mante.stack.status import State, Status


@pytest.fixture
def orphan() -> Iterator[Status]:
    """A process that a supervisor started and lost."""
    process = subprocess.Popen((sys.executable, "-c", "import time; time.sleep(600)"), start_new_session=True)
    yield Status("review", State.READY, 0.0, pid=process.pid, born=processes.born(process.pid), stop_signal=15)
    process.kill()
    process.wait()


def test_a_lost_process_is_ended_before_the_next_stack_starts(orphan: Status, tmp_path: Path) -> None:
    status.write(home.state_file(tmp_path), {}, [orphan])
    with home.held(tmp_path):
        assert not processes.is_running(orphan)


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
