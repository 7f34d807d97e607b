"""Whatever is sent to whatever door: no defect, nothing taken that doesn't fit, and an answer at once."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from . import drawing
from .doors import Door, bodies_of, doors_of
from .filling import FORMS
from .town import House, Key, sign_in
from .walls import ANYBODY, SIGNED_IN, WALLS

SECONDS = 20.0
"""Far more than any answer takes, on a machine that has other things to do."""
FEW, MANY = 80, 3_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was drawn; `schema` is that of its body, where there is one."""

    door: Door
    address: str
    content: bytes
    schema: dict[str, Any] | None = None


def drawn(served: House, how_many: int) -> list[Asked]:
    """Draw requests, all of them before the first is sent: what comes of one changes no other."""
    doors, schemas, found = doors_of(served.service.app), dict(bodies_of(served.service.app)), []

    @settings(deadline=None, max_examples=how_many, database=None, phases=[Phase.generate])
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        door = data.draw(st.sampled_from(doors))
        found.append(_request(door, schemas.get(door.name), data))

    draw()
    return found


def _request(door: Door, schema: dict[str, Any] | None, data: st.DataObject) -> Asked:
    path = door.at(**data.draw(drawing.paths(door.places) if data.draw(st.integers(0, 3)) == 0 else st.just({})))
    if door.method == "GET":
        return Asked(door, f"{path}?{urlencode(data.draw(drawing.queries(door.query)))}", b"")
    if door.name in FORMS:
        return Asked(door, path, urlencode(data.draw(drawing.filled(FORMS[door.name]))).encode())
    if schema is None:
        return Asked(door, path, data.draw(st.sampled_from([b"", b"{}"])))
    return Asked(door, path, data.draw(drawing.spoilt(schema)), schema)


async def _sent(served: House, asked: Asked) -> None:
    door = asked.door
    answer = await served.knock(door.method, asked.address, _key(served, door), asked.content)
    told = f"{door.name} {asked.address} {asked.content[:300]!r}: {answer.status_code} {answer.text[:200]}"
    assert answer.status_code < 500 or answer.status_code == 503, told
    assert answer.elapsed.total_seconds() < SECONDS, told
    if answer.is_success and asked.schema:
        assert _fits(asked.schema, asked.content), told
    if door.path.endswith("sign-out"):
        await sign_in(served)


def _key(served: House, door: Door) -> Key:
    who = WALLS[served.name][door.name]
    if who == ANYBODY:
        who = SIGNED_IN if SIGNED_IN in served.keys else "nobody"
    return served.keys[who]


def _fits(schema: dict[str, Any], content: bytes) -> bool:
    body = json.loads(content)
    return Draft202012Validator(schema).is_valid(body) and body.keys() <= schema["properties"].keys()


async def test_nothing_that_is_sent_breaks_a_service(served: House) -> None:
    for asked in drawn(served, FEW):
        await _sent(served, asked)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_nothing_that_is_sent_breaks_a_service_however_long_it_goes_on(served: House) -> None:
    for asked in drawn(served, MANY):
        await _sent(served, asked)
