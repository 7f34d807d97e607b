"""Each party is told the lines that run its example, and they do what they say."""

from pathlib import Path
from typing import Any

import pytest
from mante.commands.examples import lines_for
from mante.demo import EXAMPLES
from mante.stack.keyring import Keyring
from mante.stack.parties import read, write

THERE = {"http": "http://127.0.0.1:8080", "kafka": "127.0.0.1:9092"}


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The demonstration's parties by their codes."""
    home = tmp_path_factory.mktemp("home")
    write(home / "parties.yaml", Keyring(home))
    return {party["code"]: party for party in read(home / "parties.yaml")}


@pytest.mark.parametrize(
    ("code", "examples"),
    [
        ("gz-app", ["channel_over_http.py"]),
        ("sc-mini", ["channel_over_kafka.py"]),
        ("H52020199001", ["hospital.sh", "hospital_over_kafka.py"]),
        ("A51139900001", ["agency_and_experts.py"]),
    ],
)
def test_a_party_is_told_the_examples_of_its_kind_and_its_city(
    parties: dict[str, dict[str, Any]], code: str, examples: list[str]
) -> None:
    lines = lines_for(parties[code], **THERE)
    scripts = [next(Path(word) for word in line.split() if "examples/" in word) for line in lines]
    assert [script.name for script in scripts] == examples
    assert all(
        script.is_file() and parties[code]["secret"] in line for script, line in zip(scripts, lines, strict=True)
    )


@pytest.mark.parametrize("kind", ["channel", "institution"])
def test_a_party_that_was_added_with_little_said_of_it_is_no_trouble(kind: str) -> None:
    assert lines_for({"code": "new-one", "kind": kind, "name": "新来的", "secret": "x" * 24}, **THERE) == []


def test_the_person_of_the_example_names_a_hospital_of_the_demonstration(parties: dict[str, dict[str, Any]]) -> None:
    assert EXAMPLES.joinpath("channel_over_http.py").read_text().count('HOSPITAL = "H52020199001"') == 1
    assert "hospital" in parties["H52020199001"]["roles"]
