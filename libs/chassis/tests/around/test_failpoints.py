"""Failpoints: armed by a file, met once, and nothing at all where nobody switched them on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from chassis import failpoints
from chassis.failpoints import Failpoints, Point, name_of, reach
from chassis.settings import ServiceSettings
from pydantic import ValidationError

PASS_ONE = (
    "import sys; from pathlib import Path; from chassis.failpoints import *; "
    "switch_on(Path(sys.argv[1]), 'review'); reach(Point.WRITTEN, 'event'); print('went on')"
)
TOLD = {"postgres": "postgresql://h/d", "operator_token": "0123456789abcdef", "kafka": "kafka:9092"}


def begin(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", PASS_ONE, folder], stdout=subprocess.PIPE, text=True)


def end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    said, _ = process.communicate(timeout=20)
    return process.returncode, said.strip()


def arm(folder: Path, name: str, action: str) -> None:
    (folder / name).write_text(action)


def test_a_process_ends_at_an_armed_point_and_the_next_goes_on(tmp_path: Path) -> None:
    arm(tmp_path, "review.written.event", "kill")
    first = begin(tmp_path)
    assert end(first) == (-signal.SIGKILL, "")
    assert [file.name for file in tmp_path.iterdir()] == [f"review.written.event.{first.pid}.hit"]
    assert end(begin(tmp_path)) == (0, "went on")


def test_a_process_stands_still_until_it_may_go_on(tmp_path: Path) -> None:
    arm(tmp_path, "review.written.event", "stop")
    process = begin(tmp_path)
    os.waitpid(process.pid, os.WUNTRACED)
    process.send_signal(signal.SIGCONT)
    assert end(process) == (0, "went on")


def test_of_two_processes_one_is_hit(tmp_path: Path) -> None:
    arm(tmp_path, "review.written.event", "kill")
    assert sorted(end(process)[0] for process in [begin(tmp_path), begin(tmp_path)]) == [-signal.SIGKILL, 0]


@pytest.mark.parametrize("name", ["notify.written.event", "review.written.timer", "review.deciding.event"])
def test_what_is_armed_elsewhere_is_left_alone(tmp_path: Path, name: str) -> None:
    arm(tmp_path, name, "kill")
    assert end(begin(tmp_path)) == (0, "went on")
    assert (tmp_path / name).exists()


def test_a_process_ends_however_soon_its_hit_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arm(tmp_path, "review.written.event", "kill")
    signals: list[int] = []
    monkeypatch.setattr(os, "rename", lambda armed, _: Path(armed).unlink())
    monkeypatch.setattr(os, "kill", lambda _, told: signals.append(told))
    Failpoints(tmp_path, "review").reach(Point.WRITTEN, "event")
    assert signals == [signal.SIGKILL]


def test_where_they_are_not_switched_on_nobody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Point] = []
    monkeypatch.setattr(Failpoints, "reach", lambda _, point, __: looked.append(point))
    reach(Point.WRITTEN, "event")
    assert looked == []
    monkeypatch.setattr(failpoints, "_switched_on", [Failpoints(tmp_path, "review")])
    reach(Point.WRITTEN, "event")
    assert looked == [Point.WRITTEN]


def test_a_point_is_named_by_service_step_and_kind() -> None:
    assert name_of("intake", Point.PUBLISHED) == "intake.published"
    assert name_of("notify", Point.PERFORMED, "SendSms") == "notify.performed.SendSms"


def test_a_setting_of_production_cannot_switch_them_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ServiceSettings.model_validate(TOLD).failpoints is None
    monkeypatch.setenv("MANTE_FAILPOINTS", str(tmp_path))
    assert ServiceSettings(**TOLD).failpoints == tmp_path
    with pytest.raises(ValidationError, match="production is no trial"):
        ServiceSettings(**TOLD | {"environment": "production"})
