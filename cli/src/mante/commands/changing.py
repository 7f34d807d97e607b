"""What every command that changes parties or staff does: edit the file, spread it, say who has not taken it yet."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mante.commands.output import as_json, fail, say

if TYPE_CHECKING:
    from chassis.parties.file import PartiesFile

    from mante.deployment import Deployment
    from mante.parties.edits import Author, Edit
    from mante.parties.spreading import Spread

Reason = Annotated[str, typer.Option(help="Why; it stays in the audit.")]
Code = Annotated[str, typer.Argument(help="The party's code.")]


def author(there: "Deployment", reason: str) -> "Author":
    """Whoever gives this command, now."""
    from datetime import UTC, datetime

    from mante.parties.edits import Author

    return Author(there.operator, datetime.now(UTC).replace(microsecond=0), reason)


def change(there: "Deployment", edit: "Edit", fresh: Mapping[str, str] | None = None) -> "tuple[PartiesFile, Spread]":
    """Edit the file and bring it everywhere; ends the command where the edit makes no sense."""
    from mante.parties.keeping import changing
    from mante.parties.spreading import spread

    with called_rightly(), changing(there.parties, edit) as file:
        return file, spread(there, file, fresh or {})


@contextmanager
def called_rightly() -> Iterator[None]:
    """Ends the command, called wrongly, for what cannot be: what is wrong is named by its place, never by its value."""
    from pydantic import ValidationError

    from mante.parties.edits import CannotBe

    try:
        yield
    except CannotBe as wrong:
        fail(str(wrong), code=2)
    except ValidationError as wrong:
        fail("\n".join(f"{_place(one['loc'])}: {one['msg']}" for one in wrong.errors(include_input=False)), code=2)
    except FileNotFoundError as missing:
        fail(f"no parties yet: {missing.filename} is not there", code=2)


def told(spread: "Spread", sentence: str, *, json: bool, **more: Any) -> None:  # noqa: ANN401 - for the JSON document
    """Says what was done and who has not taken it; ends the command with 1 if anybody hasn't."""
    if json:
        as_json({"revision": spread.revision, "taken": spread.taken, "missing": spread.missing, **more})
    else:
        say(f"{sentence} (revision {spread.revision}; taken by {', '.join(spread.taken) or 'nobody'})")
    if spread.missing:
        missing = [f"{name} has not taken revision {spread.revision}: {why}" for name, why in spread.missing.items()]
        fail("\n".join([*missing, "`mante party apply` finishes it"]))


def _place(steps: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in steps) or "the party"
