"""`./mante` before there is an environment."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mante.launcher.environment import Environment
from mante.launcher.installing import entry

ROOT = Path(__file__).parents[2]
_OLD = """
import runpy, sys
sys.version_info = (3, 6, 15)
sys.argv[0] = {file!r}
runpy.run_path({file!r}, run_name="__main__")
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def on_an_old_python() -> Run:
    """Runs the launcher as a Python 3.6 would, with `path` as the PATH."""

    def run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
        program = _OLD.format(file=str(ROOT / "mante"))
        command = (sys.executable, "-c", program, *words)
        return subprocess.run(command, env={"PATH": str(path)}, capture_output=True, text=True, check=False)

    return run


def test_an_old_python_says_which_one_is_needed_and_where_to_get_it(on_an_old_python: Run, tmp_path: Path) -> None:
    told = on_an_old_python(tmp_path)
    assert told.returncode == 1
    assert "needs Python 3.11 or later" in told.stderr
    assert "apt install python3" in told.stderr


def test_an_old_python_hands_over_to_a_newer_one(on_an_old_python: Run, tmp_path: Path) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\necho "newer: $@"\n')
    newer.chmod(0o755)
    told = on_an_old_python(tmp_path, "up", "--json")
    assert told.stdout == f"newer: {ROOT / 'mante'} up --json\n"


def test_the_launcher_is_written_for_any_python() -> None:
    text = (ROOT / "mante").read_text()
    assert 'f"' not in text
    assert "->" not in text
    assert text.isascii()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Locks and members' metadata, and an environment that has nothing but a Python."""
    members = [member / "pyproject.toml" for member in Environment(ROOT).members]
    for file in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock", *members):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    python = Environment(tmp_path).python
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


def test_an_environment_is_complete_when_it_was_finished(workspace: Path) -> None:
    assert not Environment(workspace).is_complete()
    Environment(workspace).mark_complete()
    assert Environment(workspace).is_complete()


@pytest.mark.parametrize("changed", ["requirements.lock", "cli/pyproject.toml"])
def test_a_changed_lock_or_member_makes_it_incomplete(workspace: Path, changed: str) -> None:
    Environment(workspace).mark_complete()
    with (workspace / changed).open("a") as file:
        file.write("\n# changed\n")
    assert not Environment(workspace).is_complete()


def test_a_further_service_makes_it_incomplete(workspace: Path) -> None:
    Environment(workspace).mark_complete()
    further = workspace / "services" / "further" / "pyproject.toml"
    further.parent.mkdir()
    further.write_text("[project]")
    assert not Environment(workspace).is_complete()


def test_a_service_whose_folder_went_is_told_from_those_that_are_here(workspace: Path) -> None:
    packages = Environment(workspace).folder / "lib" / "python3.11" / "site-packages"
    for name in ("mante_review-0.1.0", "mante_cli-0.1.0", "mante_objections-0.1.0", "pydantic-2.12.0"):
        (packages / f"{name}.dist-info").mkdir(parents=True)
    assert Environment(workspace).former_members == ["mante_objections"]


def test_an_environment_with_tools_serves_for_running_and_keeps_its_tools(workspace: Path) -> None:
    Environment(workspace, with_tools=True).mark_complete()
    assert Environment(workspace).is_complete()
    assert Environment(workspace).lock.name == "requirements-dev.lock"


def test_an_environment_without_tools_does_not_serve_for_tests(workspace: Path) -> None:
    Environment(workspace).mark_complete()
    assert not Environment(workspace, with_tools=True).is_complete()


def test_the_installer_is_brought_by_its_own_hashes() -> None:
    version, *hashes = entry("uv", ROOT / "requirements.lock").splitlines()
    assert version.startswith("uv==")
    assert hashes
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-services.lock"])
def test_no_lock_names_an_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


def test_a_complete_environment_is_handed_over_to_at_once(workspace: Path) -> None:
    environment = Environment(workspace)
    environment.mark_complete()
    environment.python.unlink()
    environment.python.write_text('#!/bin/sh\necho "became: $@"\n')
    environment.python.chmod(0o755)
    shutil.copy(ROOT / "mante", workspace / "mante")
    (workspace / "cli" / "src").symlink_to(ROOT / "cli" / "src")
    offline = {"PATH": os.defpath, "PIP_INDEX_URL": "http://127.0.0.1:9", "UV_INDEX_URL": "http://127.0.0.1:9"}
    command = (sys.executable, workspace / "mante", "status", "--json")
    told = subprocess.run(command, env=offline, capture_output=True, text=True, check=False)
    assert told.stdout == "became: -m mante status --json\n", told.stderr
