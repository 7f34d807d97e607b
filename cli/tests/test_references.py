"""What the documents name is there, and what isn't is found."""

from pathlib import Path

import pytest
from mante.references import missing

ROOT = Path(__file__).parents[2]
TABLE = "| promise | held by | mutation |\n|---|---|---|\n| `not-one` | | |\n| it counts once | | {} |"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two files of one name, a test, and a document."""
    for path in ("libs/one/effects.py", "libs/two/effects.py", "docs/architecture.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "libs/one/mutations").mkdir()
    (tmp_path / "libs/one/mutations/of_one.py").write_text('A = Mutation(\n    "forgets-what-it-saw",\n    "…")')
    (tmp_path / "libs/one/test_effects.py").write_text("def test_a_result_counts_once() -> None: ...")
    return tmp_path


def said_of(repository: Path, text: str, document: str = "docs/guarantees.md") -> list[str]:
    (repository / document).parent.mkdir(parents=True, exist_ok=True)
    (repository / document).write_text(text)
    return list(missing(repository))


def test_nothing_is_missing_here() -> None:
    assert list(missing(ROOT)) == []


@pytest.mark.parametrize(
    "text",
    [
        "`test_a_result_counts_once`, `one/effects.py`, `libs/one/`",
        "[how](architecture.md#decisions), [elsewhere](https://example.org/a.md)",
        "`/v1/tasks`, `http://127.0.0.1:8080/a.py`, `build/demo.html`, `REVIEW_POSTGRES`, `.mante/parties.yaml`",
        "```\nsed libs/no/such.py `no/such.py`\n```",
        TABLE.format("`forgets-what-it-saw`"),
        TABLE.format("") + "\nand `what-no-table-names`",
    ],
)
def test_what_is_there_is_no_finding(repository: Path, text: str) -> None:
    assert said_of(repository, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`test_that_was_renamed`", "no test test_that_was_renamed"),
        ("`planning/events.py`", "no one file planning/events.py"),
        ("`effects.py`", "no one file effects.py"),
        ("[how](howto/gone.md)", "no file howto/gone.md"),
        (TABLE.format("`forgets-it-all`"), "no mutation forgets-it-all"),
    ],
)
def test_what_is_not_there_or_could_be_two_things_is_named(repository: Path, text: str, found: str) -> None:
    assert said_of(repository, text) == [f"docs/guarantees.md: {found}"]


def test_a_guide_may_name_what_its_reader_is_going_to_make(repository: Path) -> None:
    assert said_of(repository, "`services/benefits/src/benefits/app.py`", "docs/howto/add-a-service.md") == []
