"""The story as it happens: a table that moves on a terminal, a line for each change elsewhere, nothing for programs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.table import Table

from mante.demo.story.application import Application

_COLOURS = {"approved": "green", "rejected": "red", "withdrawn": "yellow", "expired": "yellow", "joined": "cyan"}


class Board(Protocol):
    """Where the story is shown."""

    def say(self, sentence: str) -> None:
        """Show one sentence."""

    def begin(self, application: Application) -> None:
        """Show a new application."""

    def notice(self, application: str, state: str, number: str) -> None:
        """Show where an application stands now."""


@contextmanager
def board(*, quiet: bool) -> Iterator[Board]:
    """Give the board that suits whoever looks."""
    console = Console()
    if quiet:
        yield Silent()
    elif console.is_terminal:
        with Live(console=console, refresh_per_second=8) as live:
            yield Moving(live)
    else:
        yield Lines(Console(width=200, highlight=False))


class Silent:
    """Shows nothing."""

    def say(self, sentence: str) -> None:
        """Pass over it."""

    def begin(self, application: Application) -> None:
        """Pass over it."""

    def notice(self, application: str, state: str, number: str) -> None:
        """Pass over it."""


@dataclass
class Lines:
    """A line for each change."""

    console: Console
    began: float = field(default_factory=time.monotonic)
    known: dict[str, tuple[Application, str]] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        """Print it."""
        self.console.print(f"{time.monotonic() - self.began:5.1f} s  {sentence}")

    def begin(self, application: Application) -> None:
        """Print what it is about."""
        self.known[application.id] = (application, "")
        wish = application.wish
        self.say(f"{'':21} {wish.city.name}  {application.channel.code}: {wish.title.en}")

    def notice(self, application: str, state: str, number: str) -> None:
        """Print a state when it is new."""
        told, before = self.known.get(application, (None, state))
        if told and state != before:
            self.known[application] = (told, state)
            self.say(f"{number:21} {told.wish.city.name}  {state}")


@dataclass
class Moving:
    """A table that is drawn anew."""

    live: Live
    applications: dict[str, Application] = field(default_factory=dict)
    stands: dict[str, tuple[str, str]] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        """Print it above the table."""
        self.live.console.print(sentence)

    def begin(self, application: Application) -> None:
        """Give it a row."""
        self.applications[application.id] = application
        self.notice(application.id, "draft", "")

    def notice(self, application: str, state: str, number: str) -> None:
        """Change its row."""
        self.stands[application] = (state, number)
        self.live.update(self._table())

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for application in self.applications.values():
            state, number = self.stands[application.id]
            colour = _COLOURS.get(state, "default")
            table.add_row(application.wish.city.name, number, f"[{colour}]{state}[/]", application.wish.title.en)
        return table
