"""The cross-wall matrix: every door of every service, tried by everybody in town.

The doors are found, not listed: an operation that nobody thought of here fails its service's test.
"""

import re
from collections.abc import Iterator

import httpx
import pytest
from mante.stack.wanted import SERVICES

from .doors import Door, doors_of
from .town import SITES, House
from .walls import ANYBODY, OWN, SIGNED_IN, WALLS

FIELDS_OF_OURS = ("status", "decision", "hospital_id", "benefit_start", "role", "created_at")
THEIRS = {"POST /v1/applications/{application_id}/receipts": {"status"}}
"""Where one of these names is something that the sender does say."""
ELSEWHERE = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}


def _doors(served: House) -> list[Door]:
    # Whoever signs out is nobody afterwards: those doors come last.
    return sorted(doors_of(served.service.app), key=lambda door: door.path.endswith("sign-out"))


def _let_in(answer: httpx.Response) -> bool:
    led_to_sign_in = answer.status_code == 303 and "/sign-in?next=" in answer.headers["location"]
    return answer.status_code not in {401, 403} and not led_to_sign_in


def test_no_door_stands_in_a_service_that_is_not_there() -> None:
    assert OWN.keys() <= set(SERVICES)


async def test_every_door_has_a_row_and_opens_for_its_key_alone(served: House) -> None:
    rows, doors = WALLS[served.name], _doors(served)
    assert {door.name for door in doors} == rows.keys()
    for door in doors:
        for who, key in served.keys.items():
            answer = await served.knock(door.method, door.at(), key, b"" if door.method == "GET" else b"{}")
            assert answer.status_code != 500, f"{door.name} for {who}"
            assert _let_in(answer) is (rows[door.name] in (ANYBODY, who)), f"{door.name} for {who}: {answer}"


@pytest.mark.parametrize("served", SITES, indirect=True)
async def test_no_page_takes_a_form_of_another_site(served: House) -> None:
    for door in _doors(served):
        if door.method == "POST" and door.path.startswith(("/apply", "/desk")):
            key = served.keys[SIGNED_IN]
            for origin in (ELSEWHERE, {"origin": "null"}, {"origin": "http://service.elsewhere.example"}):
                answer = await served.knock("POST", door.at(), key, b"", **origin)
                assert (answer.status_code, "CROSS_SITE" in answer.text) == (403, True), door.name


@pytest.mark.parametrize("served", ["intake", "review"], indirect=True)
async def test_no_list_is_given_without_end(served: House) -> None:
    lists = [door for door in _doors(served) if "limit" in door.query]
    assert lists
    for door in lists:
        key = served.keys[WALLS[served.name][door.name]]
        for limit in ("1000000", "0", "-1", "501"):
            answer = await served.knock(door.method, f"{door.at()}?limit={limit}", key)
            assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "query.limit"), door.name


async def test_nobody_sets_what_is_ours_to_set(served: House) -> None:
    body = dict.fromkeys(FIELDS_OF_OURS, "approved")
    for door, who in _taking_json(served):
        answer = await served.client.request(
            door.method, door.at(), json=body, headers={"idempotency-key": door.name, **served.keys[who]}
        )
        assert answer.status_code in {400, 404, 422}, door.name
        if answer.status_code == 422:
            refused = {fault["where"].removeprefix("body.") for fault in _forbidden(answer)}
            assert refused == set(FIELDS_OF_OURS) - THEIRS.get(door.name, set()), door.name
    assert await served.pool.fetchval("select count(*) from aggregates") == 0


def _taking_json(served: House) -> Iterator[tuple[Door, str]]:
    """Give every door that takes a body of JSON, with whoever it opens for."""
    for door in _doors(served):
        who = WALLS[served.name][door.name]
        if door.method in {"POST", "PUT"} and who not in (ANYBODY, SIGNED_IN) and not re.search(_BODILESS, door.name):
            yield door, who


_BODILESS = "redrive$|replay$|wrapping$|grants$|complete$|POST /operations/registrations$"
"""Those that take no body, and the one that takes a table."""


def _forbidden(answer: httpx.Response) -> list[dict[str, str]]:
    return [fault for fault in answer.json().get("errors", ()) if fault["code"] == "extra_forbidden"]
