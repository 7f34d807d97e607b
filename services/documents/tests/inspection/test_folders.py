"""No paper stays behind where it was inspected."""

import tempfile
from pathlib import Path

import pytest
from documents.inspection.folders import folder_for_a_paper, remove_leftovers


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_paper_is_gone_when_it_was_looked_at(temporary: Path) -> None:
    with folder_for_a_paper() as folder:
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "paper").write_bytes(b"%PDF")
    assert list(temporary.iterdir()) == []


def test_the_papers_of_a_killed_process_are_removed_and_those_in_use_stay(temporary: Path) -> None:
    left, strange = temporary / "mante-paper-left", temporary / "another-program"
    for folder in (left, strange):
        folder.mkdir()
        (folder / "paper").write_bytes(b"%PDF")
    with folder_for_a_paper() as in_use:
        remove_leftovers()
        assert in_use.exists()
    assert list(temporary.iterdir()) == [strange]
