"""What belongs to another looks like what isn't there, at every door that an id leads through."""

import json
from urllib.parse import urlencode

import pytest
from contracts.ids import uuid7
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .doors import bodies_of, doors_of
from .drawing import fitting
from .filling import FORMS
from .town import BERT, OTHER_APP, SECRET, House, Key, basic
from .walls import CHANNEL, SIGNED_IN, WALLS

DRAFT = {
    "applicant": {"kind": "self"},
    "pooling_area": "520200",
    "scheme": "resident",
    "disease_code": "bronchial_asthma",
}
THINGS = ("application_id", "person_ref")
ONCE = settings(deadline=None, max_examples=1, suppress_health_check=list(HealthCheck), database=None)


async def _somebody_elses(served: House) -> dict[str, str]:
    """Let somebody apply through another channel; return the ids of it all."""
    other = basic(OTHER_APP, SECRET)
    person = await served.knock("POST", "/v1/persons", other, json.dumps(BERT).encode())
    body = json.dumps({**DRAFT, "person_ref": person.json()["person_ref"]}).encode()
    opened = await served.knock("POST", "/v1/applications", other, body)
    assert opened.status_code == 200, opened.text
    return {"person_ref": person.json()["person_ref"], "application_id": opened.json()["application_id"]}


@pytest.mark.parametrize("served", ["intake"], indirect=True)
@ONCE
@given(data=st.data())
async def test_another_persons_and_another_channels_look_like_none(served: House, data: st.DataObject) -> None:
    theirs = await _somebody_elses(served)
    nobodys = {thing: str(uuid7()) for thing in THINGS}
    schemas, seen = dict(bodies_of(served.service.app)), 0
    for door in doors_of(served.service.app):
        who = WALLS[served.name][door.name]
        if who not in (CHANNEL, SIGNED_IN) or not set(door.places) & set(THINGS):
            continue
        seen += 1
        form = {name: values[0] for name, values in FORMS.get(door.name, {}).items()}
        body = data.draw(fitting(schemas[door.name])) if door.name in schemas else form
        content = urlencode(form).encode() if form else json.dumps(body).encode()
        answers = [
            await _told(served, door.method, door.at(**ids), content, served.keys[who]) for ids in (theirs, nobodys)
        ]
        assert answers[0] == answers[1], door.name
        assert answers[0][0] == 404, f"{door.name}: {answers[0]}"
    assert seen > 10


async def _told(served: House, method: str, path: str, content: bytes, key: Key) -> tuple[int, str]:
    answer = await served.knock(method, path, key, b"" if method == "GET" else content)
    return answer.status_code, answer.text.replace(path, "")
