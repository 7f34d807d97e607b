"""Who takes part in a trial: channels over HTTP and on Kafka, a hospital on Kafka, an agency with its experts."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager

from mante.demo.board import Board
from mante.demo.gateway import Gateway
from mante.demo.journal import Journal
from mante.demo.news import News
from mante.demo.operators import Operators
from mante.demo.place import Place
from mante.demo.players.bus_channel import BusChannel
from mante.demo.players.bus_hospital import BusHospital
from mante.demo.players.plans import Plans
from mante.demo.players.web_agency import WebAgency
from mante.demo.register import Register
from mante.demo.story.cities import AGENCY, BUS_HOSPITAL
from mante.demo.story.scene import Scene
from mante.faults.load.patient import PatientChannel

THREADS = 48
WEB, BUS = ("gz-app",), ("gz-wechat", "sc-mini")


@asynccontextmanager
async def stage(place: Place, journal: Journal, board: Board) -> AsyncIterator[Scene]:
    """Give a scene with all its players."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    plans, closing = Plans(), asyncio.Event()
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        await enter(BusHospital(place, BUS_HOSPITAL, journal, plans))
        await enter(WebAgency(place, AGENCY, journal, plans, closing))
        channels: list[PatientChannel | BusChannel] = [
            *(PatientChannel(place, code, journal, News(board.notice), closing) for code in WEB),
            *(BusChannel(place, code, journal, News(board.notice)) for code in BUS),
        ]
        await asyncio.gather(*(enter(channel) for channel in channels))
        scene = Scene(
            through={channel.code: channel for channel in channels},
            plans=plans,
            operators=await enter(Operators(place)),
            gateway=await enter(Gateway(place)),
            register=await enter(Register(place)),
            board=board,
        )
        stack.callback(closing.set)  # who polls ends with the poll under way
        yield scene
