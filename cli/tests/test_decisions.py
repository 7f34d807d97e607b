"""What is published of the services' decisions is what the services decide."""

from pathlib import Path

import pytest
from contracts.catalogue import TOPIC_OF
from contracts.generate.decisions import Decided, Occasion, read
from mante.decisions import main, processes, rows

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def decided() -> list[Decided]:
    """Every row of every service's table."""
    return [row for process in processes() for row in rows(process)]


def test_what_lies_in_the_repository_is_what_the_services_decide(
    decided: list[Decided], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert read(ROOT) == decided
    assert main(["--check"]) == 0


def test_a_file_that_is_not_true_is_found_and_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["--check"]) == 1
    assert "not true: docs/decisions.json" in capsys.readouterr().out
    assert (main([]), main(["--check"])) == (0, 0)


def test_every_decision_says_what_it_does(decided: list[Decided]) -> None:
    assert [row for row in decided if not row.says.endswith(".")] == []


def test_an_event_is_decided_on_by_those_alone_who_read_its_topic(decided: list[Decided]) -> None:
    readers = {event.__name__: topic.consumers for event, topic in TOPIC_OF.items()}
    found = [row for row in decided if row.occasion is Occasion.MESSAGE and row.about in readers]
    assert len(found) > 30
    assert [row for row in found if row.service not in readers[row.about]] == []
