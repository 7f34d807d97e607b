"""Everybody on stage: each party's program connected with its own credential, and off again at the end."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from mante.demo.board import Board
from mante.demo.front_ends import FRONT_ENDS
from mante.demo.gateway import Gateway
from mante.demo.journal import Journal
from mante.demo.news import News
from mante.demo.operators import Operators
from mante.demo.place import Place
from mante.demo.players.bus_channel import BusChannel
from mante.demo.players.bus_hospital import BusHospital
from mante.demo.players.plans import Plans
from mante.demo.players.script_hospital import ScriptHospital
from mante.demo.players.web_agency import WebAgency
from mante.demo.players.web_channel import WebChannel
from mante.demo.register import Register
from mante.demo.story.cities import AGENCY, BUS_HOSPITAL, SCRIPT_HOSPITAL
from mante.demo.story.scene import Scene

_PLAYS = "plays"
_THREADS = 32  # most of them wait in a long poll


@asynccontextmanager
async def stage(place: Place, journal: Journal, board: Board) -> AsyncIterator[Scene]:
    """Give a scene with all its players."""
    plans, closing = Plans(), asyncio.Event()
    institutions = (
        ScriptHospital(place, SCRIPT_HOSPITAL),
        BusHospital(place, BUS_HOSPITAL, journal, plans),
        WebAgency(place, AGENCY, journal, plans, closing),
    )
    channels = [_channel(place, code, journal, News(board.notice), closing) for code in FRONT_ENDS]
    async with on_stage(place, board, Cast(institutions, channels, plans, closing, _THREADS)) as scene:
        scene.played = _played(place.home)
        yield scene


@dataclass(frozen=True)
class Cast:
    """Who plays, and by how many threads: each waits in one for what it asked."""

    institutions: Sequence[AbstractAsyncContextManager[object]]
    channels: Sequence[WebChannel | BusChannel]
    plans: Plans
    closing: asyncio.Event
    threads: int


@asynccontextmanager
async def on_stage(place: Place, board: Board, cast: Cast) -> AsyncIterator[Scene]:
    """Give the scene of a cast, all of it connected."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(cast.threads))
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        for institution in cast.institutions:
            await enter(institution)
        await asyncio.gather(*(enter(channel) for channel in cast.channels))
        scene = Scene(
            through={channel.code: channel for channel in cast.channels},
            plans=cast.plans,
            operators=await enter(Operators(place)),
            gateway=await enter(Gateway(place)),
            register=await enter(Register(place)),
            board=board,
        )
        stack.callback(cast.closing.set)  # who polls ends with the poll under way, all at once
        yield scene


def _channel(place: Place, code: str, journal: Journal, news: News, closing: asyncio.Event) -> WebChannel | BusChannel:
    """Return a channel by the transport of its front end."""
    if FRONT_ENDS[code].transport == "kafka":
        return BusChannel(place, code, journal, news)
    return WebChannel(place, code, journal, news, closing)


def _played(home: Path) -> int:
    """Return how often the story was played on this stack, and count this time."""
    file = home / _PLAYS
    played = int(file.read_text()) if file.exists() else 0
    file.write_text(str(played + 1))
    return played
