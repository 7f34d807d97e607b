"""`mante trace` and `mante explain`: the life of one application, from the audit of every service."""

from typing import Annotated, Any
from uuid import UUID

import typer

from mante.commands.operators import everywhere
from mante.commands.output import Json, as_json, as_table, fail, say

Application = Annotated[UUID, typer.Argument(help="The application's id.")]


def trace(application: Application, *, json: Json = False) -> None:
    """Show what each service decided on an application, in time."""
    rows = _life(application)
    if json:
        as_json(rows)
    else:
        shown = [{**row, "at": _local(row["at"])} for row in rows]
        as_table(shown, "at", "service", "type", "decision", "outcome", "emitted")


def explain(application: Application, *, json: Json = False) -> None:
    """Tell the life of an application: what came, what was decided, and the rule behind it."""
    rows = _life(application)
    if json:
        as_json(rows)
    else:
        for row in rows:
            say(paragraph(row))


def _life(application: UUID) -> list[dict[str, Any]]:
    rows = everywhere("/audit", params={"subject": str(application)})
    if not rows:
        fail(f"no service has heard of {application}")
    return sorted(({**row, "emitted": _names(row["emitted"])} for row in rows), key=lambda row: str(row["at"]))


def _names(emitted: list[str]) -> str:
    return ", ".join(emitted)


def paragraph(row: dict[str, Any]) -> str:
    """Say one decision in a few lines."""
    said = [f"{row['decision']}: {row['outcome']}" + (f" ({row['detail']})" if row["detail"] else "")]
    said += [line for line in row["docstring"].splitlines() if line.strip()]
    said += [f"→ {row['emitted']}"] if row["emitted"] else []
    return "\n    ".join([f"{_local(row['at'])}  {row['service']}  {row['type']}  from {row['actor']}", *said]) + "\n"


def _local(at: str) -> str:
    """A time as the clock on this machine's wall would show it, to the second."""
    from datetime import datetime

    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
