"""Who takes part in a trial: channels over HTTP and on Kafka, a hospital on Kafka, an agency with its experts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mante.demo.board import Board
from mante.demo.journal import Journal
from mante.demo.news import News
from mante.demo.place import Place
from mante.demo.players.bus_channel import BusChannel
from mante.demo.players.bus_hospital import BusHospital
from mante.demo.players.plans import Plans
from mante.demo.players.web_agency import WebAgency
from mante.demo.stage import Cast, on_stage
from mante.demo.story.cities import AGENCY, BUS_HOSPITAL
from mante.demo.story.scene import Scene
from mante.faults.load.patient import PatientChannel

THREADS = 48
WEB, BUS = ("gz-app",), ("gz-wechat", "sc-mini")


@asynccontextmanager
async def stage(place: Place, journal: Journal, board: Board) -> AsyncIterator[Scene]:
    """Give a scene with all its players."""
    plans, closing = Plans(), asyncio.Event()
    institutions = (
        BusHospital(place, BUS_HOSPITAL, journal, plans),
        WebAgency(place, AGENCY, journal, plans, closing),
    )
    channels: list[PatientChannel | BusChannel] = [
        *(PatientChannel(place, code, journal, News(board.notice), closing) for code in WEB),
        *(BusChannel(place, code, journal, News(board.notice)) for code in BUS),
    ]
    async with on_stage(place, board, Cast(institutions, channels, plans, closing, THREADS)) as scene:
        yield scene
