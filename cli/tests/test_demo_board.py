"""Where each application stands, drawn in place on a terminal and line by line elsewhere."""

from dataclasses import dataclass
from io import StringIO
from typing import cast

from mante.demo.board import Lines, Moving
from mante.demo.people import someone
from mante.demo.players.channel import ChannelPlayer
from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import LIUPANSHUI
from policy.text import Text
from rich.console import Console
from rich.live import Live

WISH = Wish(Text(zh="一次通过", en="approved the first time"), LIUPANSHUI, someone(1, LIUPANSHUI.area))


@dataclass
class Counter:
    """All that a board asks of a channel."""

    code: str = "counter"


def application(name: str) -> Application:
    return Application(name, WISH, cast("ChannelPlayer", Counter()), "")


def moving(height: int) -> tuple[Moving, Console]:
    console = Console(file=StringIO(), force_terminal=True, width=120, height=height, color_system=None)
    return Moving(Live(console=console, auto_refresh=False)), console


def shown(console: Console, board: Moving) -> list[str]:
    with console.capture() as captured:
        console.print(board.live.get_renderable())
    return captured.get().splitlines()


def test_a_table_stands_in_its_place_however_many_there_are_and_shows_what_is_under_way() -> None:
    board, console = moving(height=10)
    for number in range(30):
        board.begin(application(f"a{number}"))
        board.notice(f"a{number}", "approved" if number % 6 else "in_review", f"LP{number}")
    counts, *rows = shown(console, board)
    assert counts.split() == ["30", "applications", "in_review", "5", "approved", "25"]
    assert len(rows) == 7
    assert sum("in_review" in row for row in rows) == 5
    assert [row.split()[2] for row in rows if "approved" in row.split()[3]] == ["LP28", "LP29"]


def test_at_the_end_all_of_it_is_left_standing_in_the_order_of_its_beginning() -> None:
    board, console = moving(height=5)
    for number in range(9):
        board.begin(application(f"a{number}"))
    board.notice("a0", "approved", "LP0")
    board.rest()
    rows = shown(console, board)[1:]
    assert len(rows) == 9
    assert rows[0].split()[:4] == ["六盘水", "counter", "LP0", "approved"]


def test_elsewhere_each_state_is_a_line_once() -> None:
    console = Console(file=StringIO(), width=120)
    board = Lines(console)
    board.begin(application("a"))
    for state in ("lodged", "lodged", "in_review"):
        board.notice("a", state, "LP1")
    board.notice("somebody else's", "approved", "LP2")
    lines = cast("StringIO", console.file).getvalue().splitlines()
    assert [line.split()[-1] for line in lines] == ["time", "lodged", "in_review"]
