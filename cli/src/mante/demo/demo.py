"""The demonstration from its beginning to its verdict, on a stack that is up."""

import asyncio
import time
from dataclasses import dataclass

from mante.demo.board import Board
from mante.demo.checks.fault import Fault
from mante.demo.checks.topics import Event, Topics
from mante.demo.checks.verdict import Auditor
from mante.demo.counts import Counts, count
from mante.demo.interruption import NONE, Interruption
from mante.demo.journal import Journal
from mante.demo.morning import begin_in_the_morning
from mante.demo.operators import Json
from mante.demo.place import Place
from mante.demo.programme import WHOLE, Programme, perform
from mante.demo.stage import stage
from mante.demo.story.application import Application


@dataclass(frozen=True)
class Told:
    """All that is known at the end. `lives` has the audit of each application by its id, `names` the parties'."""

    counts: Counts
    faults: list[Fault]
    applications: list[Application]
    events: list[Event]
    lives: dict[str, list[Json]]
    names: dict[str, str]


async def play(place: Place, board: Board, programme: Programme = WHOLE, interruption: Interruption = NONE) -> Told:
    """Play the story, look from outside whether all is right, and return what is to be told."""
    began, journal = time.monotonic(), Journal(place.home / "journal.jsonl")
    async with Topics(place) as topics, stage(place, journal, board) as scene:
        auditor = Auditor(place, scene, journal, topics)
        await begin_in_the_morning(scene.operators)
        await perform(scene, programme.at_once, lambda: interruption(place.home, board))
        for story in programme.as_time_passes:
            await auditor.all_there()
            await story(scene)
        faults = await auditor.verdict()
        ids = [application.id for application in scene.applications]
        lives = dict(zip(ids, await asyncio.gather(*map(scene.operators.audit, ids)), strict=True))
        counts = count(topics.events, ids, journal, faults, time.monotonic() - began)
        names = {code: place.name(code) for code in place.parties}
        return Told(counts, faults, scene.applications, topics.events, lives, names)
