"""Everybody on stage: each party's program connected with its own credential, and off again at the end."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
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
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
    plans, closing = Plans(), asyncio.Event()
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        for hospital in (
            ScriptHospital(place, SCRIPT_HOSPITAL),
            BusHospital(place, BUS_HOSPITAL, journal, plans),
            WebAgency(place, AGENCY, journal, plans, closing),
        ):
            await enter(hospital)
        channels = [_channel(place, code, journal, News(board.notice), closing) for code in FRONT_ENDS]
        await asyncio.gather(*(enter(channel) for channel in channels))
        scene = Scene(
            through={channel.code: channel for channel in channels},
            plans=plans,
            operators=await enter(Operators(place)),
            gateway=await enter(Gateway(place)),
            register=await enter(Register(place)),
            board=board,
            played=_played(place.home),
        )
        stack.callback(closing.set)  # who polls ends with the poll under way, all at once
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
