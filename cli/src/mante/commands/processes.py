"""`mante status`, `restart`, `stop` and `start`: the processes of the stack on this machine."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mante.commands.output import Json, as_json, as_table, fail

if TYPE_CHECKING:
    from mante.stack.status import Status

Name = Annotated[str, typer.Argument(help="A part's name, as `status` shows it.")]


def status(*, json: Json = False) -> None:
    """Show each part: its state, process, memory, restarts."""
    from mante import surroundings
    from mante.stack import home
    from mante.stack import status as states

    folder = surroundings.home()
    about, parts = states.read(home.state_file(folder))
    running = home.holder(folder) is not None
    rows = [_row(part) for part in parts]
    if json:
        as_json({"running": running, "ready": running and about.get("ready"), "parts": rows, **_addresses(about)})
    elif running:
        as_table([row for row in rows if row["program"]], "name", "state", "pid", "MB", "restarts", "since")
    else:
        fail("not running; `./mante up` starts it")


def restart(name: Name) -> None:
    """End a part's process; it is started again at once."""
    _tell_stack("restart", name)


def stop(name: Name) -> None:
    """Stop one part and keep it stopped, to see how the others do without."""
    _tell_stack("hold", name)


def start(name: Name) -> None:
    """Start a part that was stopped."""
    _tell_stack("release", name)


def _tell_stack(what: str, name: str) -> None:
    from mante import surroundings
    from mante.stack import control

    try:
        getattr(control, what)(surroundings.home(), name)
    except control.NoSuchProgram as unknown:
        fail(str(unknown), code=2)


def _row(part: "Status") -> dict[str, Any]:
    from datetime import UTC, datetime

    from mante.stack.processes import megabytes

    return {
        "name": part.name,
        "state": str(part.state),
        "program": part.stop_signal is not None,
        "pid": part.pid,
        "MB": megabytes(part.pid) if part.pid else None,
        "restarts": part.restarts,
        "took": part.took,
        "since": datetime.fromtimestamp(part.since, UTC).astimezone().isoformat(timespec="seconds"),
    }


def _addresses(about: dict[str, Any]) -> dict[str, Any]:
    return {"addresses": about["addresses"]} if "addresses" in about else {}
