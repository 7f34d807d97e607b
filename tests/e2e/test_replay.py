"""Every topic of a service read again from its start: nothing is different afterwards."""

import asyncio
import json
import os
import sys
from typing import Any

import pytest
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.programme import WHOLE, Programme
from mante.demo.story.time_passes import deadline_missed

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(400)]


async def test_a_replay_has_no_effect_on_any_service(place: Place) -> None:
    told = await play(place, Silent(), Programme(WHOLE.at_once[:6], (deadline_missed,)))
    assert told.faults == []
    for service in place.services:
        replayed = await mante(place, "replay", "--service", service, "--check", "--json")
        assert replayed["messages"] > 20, service
        assert replayed["effects"] == 0, replayed


async def mante(place: Place, *words: str) -> dict[str, Any]:
    """Run the command as an operator would, and return what it prints."""
    environment = {**os.environ, "MANTE_HOME": str(place.home)}  # noqa: TID251 - for a child
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "mante", *words, env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output
    printed: dict[str, Any] = json.loads(output)
    return printed
