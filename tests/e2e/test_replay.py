"""Every topic of a service read again from its start: nothing is different afterwards."""

import pytest
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.programme import WHOLE, Programme
from mante.demo.story.time_passes import deadline_missed

from .commanding import mante

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(400)]


async def test_a_replay_has_no_effect_on_any_service(place: Place) -> None:
    told = await play(place, Silent(), Programme(WHOLE.at_once[:6], (deadline_missed,)))
    assert told.faults == []
    for service in place.services:
        replayed = await mante(place, "replay", "--service", service, "--check", "--json")
        assert replayed["messages"] > 20, service
        assert replayed["effects"] == 0, replayed
