"""The story as it happens: a table that moves on a terminal, a line for each change elsewhere, nothing for programs."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from mante.demo.story.application import Application
from mante.states import STATES, state_of

_COLOURS = {"good": "green", "bad": "red", "soon": "yellow"}
_UNDER_WAY = ("draft", "lodged", "not_accepted", "submitted", "in_review", "awaiting_supplement")
_KEPT_FREE = 3  # lines of the terminal: the counts, and what stands above and below


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
        with Live(console=console, refresh_per_second=8, vertical_overflow="visible") as live:
            moving = Moving(live)
            yield moving
            moving.rest()
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
        self.say(f"{'':21} {wish.city.name}  {application.channel.code:12}  {wish.title.en}")

    def notice(self, application: str, state: str, number: str) -> None:
        """Print a state when it is new."""
        told, before = self.known.get(application, (None, state))
        if told and state != before:
            self.known[application] = (told, state)
            self.say(f"{number:21} {told.wish.city.name}  {told.channel.code:12}  {state}")


@dataclass
class Moving:
    """A table that is drawn anew in its place: what is under way, and of the rest what there is room for."""

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
        """Change its row: what changed last stands last."""
        self.stands.pop(application, None)
        self.stands[application] = (state, number)
        self.live.update(self._drawn(self._in_sight()))

    def rest(self) -> None:
        """Draw all of it, in the order in which it was begun, and leave it there."""
        self.live.update(self._drawn(list(self.applications)), refresh=True)

    def _in_sight(self) -> list[str]:
        ours = [application for application in self.stands if application in self.applications]
        under_way = [application for application in ours if self.stands[application][0] in _UNDER_WAY]
        ended = [application for application in ours if application not in under_way]
        room = max(self.live.console.height - _KEPT_FREE, 1)
        return [*ended[max(len(ended) - max(room - len(under_way), 0), 0) :], *under_way][-room:]

    def _drawn(self, applications: list[str]) -> RenderableType:
        table = Table.grid(padding=(0, 2))
        for application in applications:
            one, (state, number) = self.applications[application], self.stands[application]
            wish = one.wish
            table.add_row(wish.city.name, one.channel.code, number, _coloured(state), wish.title.en)
        for column in table.columns:
            column.no_wrap = True
        return Group(self._counts(), table)

    def _counts(self) -> Text:
        found = Counter(state for application, (state, _) in self.stands.items() if application in self.applications)
        counts = (_coloured(state, f" {found[state]}") for state in STATES if found[state])
        return Text("   ").join((Text(f"{len(self.applications)} applications"), *counts))


def _coloured(state: str, then: str = "") -> Text:
    return Text(f"{state}{then}", _COLOURS.get(state_of(state).tone, ""))
