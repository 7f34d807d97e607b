"""How far a stack is: a moving table on a terminal, a line per change elsewhere, nothing for programs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mante.commands.output import say
from mante.stack.status import State, Status

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_MARKS = {State.READY: "[green]●[/]", State.DONE: "[green]✓[/]", State.FAILED: "[red]✗[/]", State.STOPPED: "○"}
_SETTLED = {State.READY, State.DONE, State.FAILED, State.ENDED, State.STOPPED}


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Status], None]]:
    """Gives a function that shows a part's new status."""
    from rich.console import Console

    console = Console()
    if quiet:
        yield lambda _: None
    elif console.is_terminal:
        with _moving(console) as tell:
            yield tell
    else:
        yield _line


def _line(part: Status) -> None:
    if part.state in _SETTLED:
        took = f" after {part.took:.1f} s" if part.took and part.state in {State.READY, State.DONE} else ""
        say(f"{part.name}: {part.state}{took}")


@contextmanager
def _moving(console: "Console") -> Iterator[Callable[[Status], None]]:
    from rich.live import Live

    parts: dict[str, Status] = {}
    with Live(console=console, refresh_per_second=10) as live:

        def tell(part: Status) -> None:
            parts[part.name] = part
            live.update(_picture(parts))

        yield tell


def _picture(parts: dict[str, Status]) -> "Table":
    from rich.table import Table

    picture = Table.grid(padding=(0, 2))
    for part in parts.values():
        took = f"{part.took:.1f} s" if part.took else ""
        picture.add_row(_MARKS.get(part.state, "[yellow]…[/]"), part.name, str(part.state), took)
    return picture
