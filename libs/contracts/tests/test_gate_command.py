import json
import shutil
import subprocess
from pathlib import Path

import pytest
from contracts.compatibility.__main__ import RELEASED, main
from contracts.compatibility.snapshot import SCHEMAS_FOLDER, frozen

REPOSITORY = Path(__file__).parents[3]
RELEASES = sorted((REPOSITORY / RELEASED).iterdir())


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_todays_models_break_no_release(release: Path) -> None:
    assert len(frozen(release).schemas) >= 48
    assert main([str(release)]) == 0


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release that promised a field more than today's models have."""
    folder = tmp_path / SCHEMAS_FOLDER
    shutil.copytree(RELEASES[0], folder)
    file = folder / "TaskRecalled.v1.json"
    schema = json.loads(file.read_text("utf-8"))
    schema["properties"]["by"] = {"type": "string"}
    file.write_text(json.dumps(schema), "utf-8")
    return folder


def test_a_break_ends_with_1_and_names_the_place(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(release)]) == 1
    assert "breaking: TaskRecalled.v1 by: field removed\n" in capsys.readouterr().out


def test_a_revision_can_be_the_baseline(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (
        "init -q",
        "add .",
        "-c user.name=t -c user.email=t@example.invalid commit -q -m Release",
        "tag v1.0",
    ):
        subprocess.run(["git", *command.split()], check=True)
    shutil.rmtree(release)
    assert main(["--since", "v1.0"]) == 1
    assert "breaking: TaskRecalled.v1 by: field removed\n" in capsys.readouterr().out
    with pytest.raises(subprocess.CalledProcessError):
        main(["--since", "v9.9"])


def test_a_folder_that_does_not_name_the_topics_is_no_release(release: Path) -> None:
    (release / "topics.json").unlink()
    with pytest.raises(ValueError, match=r"topics\.json is missing"):
        main([str(release)])
