"""Whatever is sent to whatever door: no defect, nothing taken that doesn't fit, and an answer at once."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from . import drawing
from .doors import Door, bodies_of, doors_of
from .filling import FORMS
from .town import House
from .walls import ANYBODY, SIGNED_IN, WALLS

SECONDS = 5.0
SHORT = settings(deadline=None, max_examples=3, suppress_health_check=list(HealthCheck), database=None)
LONG = settings(SHORT, max_examples=150)


def _asked(served: House) -> list[Door]:
    """Give every door; whoever signs out is nobody afterwards, so that those come last."""
    return sorted(doors_of(served.service.app), key=lambda door: (door.path.endswith("sign-out"), door.name))


async def _ask(served: House, door: Door, data: st.DataObject, content: bytes) -> httpx.Response:
    who = WALLS[served.name][door.name]
    path = door.at(**data.draw(drawing.paths(door.places) if data.draw(st.integers(0, 3)) == 0 else st.just({})))
    query = urlencode(data.draw(drawing.queries(door.query)) if door.method == "GET" else {})
    key = served.keys[SIGNED_IN if who == ANYBODY and SIGNED_IN in served.keys else who if who != ANYBODY else "nobody"]
    return await served.knock(door.method, f"{path}?{query}", key, content)


async def sent_anything(served: House, data: st.DataObject) -> None:
    """Knock at every door once, with something drawn for it."""
    schemas = dict(bodies_of(served.service.app))
    for door in _asked(served):
        content, schema = _content(door, schemas, data)
        answer = await _ask(served, door, data, content)
        told = f"{door.name} {answer.request.url} {content[:300]!r}: {answer.status_code} {answer.text[:200]}"
        assert answer.status_code < 500 or answer.status_code == 503, told
        assert answer.elapsed.total_seconds() < SECONDS, told
        if answer.is_success and schema:
            assert _fits(schema, content), told


def _content(
    door: Door, schemas: Mapping[str, dict[str, Any]], data: st.DataObject
) -> tuple[bytes, dict[str, Any] | None]:
    if door.method == "GET":
        return b"", None
    if door.name in FORMS:
        return urlencode(data.draw(drawing.filled(FORMS[door.name])), errors="surrogatepass").encode(), None
    schema = schemas.get(door.name)
    if schema is None:
        return data.draw(st.sampled_from([b"", b"{}"])), None
    return data.draw(drawing.spoilt(schema)), schema


def _fits(schema: dict[str, Any], content: bytes) -> bool:
    body = json.loads(content)
    return Draft202012Validator(schema).is_valid(body) and body.keys() <= schema["properties"].keys()


@SHORT
@given(st.data())
async def test_nothing_that_is_sent_breaks_a_service(served: House, data: st.DataObject) -> None:
    await sent_anything(served, data)


@pytest.mark.slow
@pytest.mark.timeout(900)
@LONG
@given(st.data())
async def test_nothing_that_is_sent_breaks_a_service_however_long_it_goes_on(
    served: House, data: st.DataObject
) -> None:
    await sent_anything(served, data)
