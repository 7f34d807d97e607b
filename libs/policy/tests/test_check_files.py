"""What can't be read as a file of ours is told by line, column and reason."""

from pathlib import Path

import pytest
from policy.check import check

from .checking import Check

BROKEN = [
    pytest.param("id: [1, 2", "2:1", "expected ',' or ']'", id="unclosed"),
    pytest.param("a: 1\n b: 2", "2:3", "mapping values are not allowed", id="misindented"),
    pytest.param("a: &x 1\nb: *x", "2:4", "aliases", id="alias"),
    pytest.param("a: !!python/name:os.system x", "1:4", "tags", id="tag"),
    pytest.param("a: {b: 1, b: 2}", "1:11", "b stands twice, first on line 1", id="duplicate-key"),
    pytest.param("", "1:1", "empty", id="empty"),
    pytest.param("? [a]\n: 1", "1:3", "a key must be a word", id="complex-key"),
    pytest.param("a: 1\nb: \x07", "2:1", "control character", id="control-character"),
    pytest.param("a: 1\n---\nb: 2", "2:1", "another document", id="two-documents"),
    pytest.param("a: " + "[" * 40, "1:15", "nested more than 12 deep", id="nested"),
]


@pytest.mark.parametrize(("text", "place", "reason"), BROKEN)
def test_broken_yaml_is_told_with_its_place(checked: Check, text: str, place: str, reason: str) -> None:
    (finding,) = checked(text)
    assert str(finding).startswith(f"{place} error ")
    assert reason in finding.reason


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes("id: 六盘水".encode("gb18030"))
    (finding,) = check(file)
    assert "UTF-8" in finding.reason


@pytest.mark.parametrize("text", ["just words", "- 1", "12"])
def test_a_file_that_is_no_mapping_is_told_so(checked: Check, text: str) -> None:
    (finding,) = checked(text)
    assert (finding.line, finding.column, finding.field) == (1, 1, "")


def test_there_must_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.yaml")
