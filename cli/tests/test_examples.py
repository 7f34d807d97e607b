"""Each party is told the lines that run its example, and they do what they say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import mante.demo  # noqa: F401 - which finds the examples
import pytest
from agency_and_experts import Agency
from contracts.events.requests import DraftOpened
from contracts.ids import uuid7
from front_end import CHANNELS, FrontEnd
from mante.commands.examples import lines_for
from mante.commands.welcome import channels
from mante.stack.keyring import Keyring
from mante.stack.parties import read, write
from policy.calendar import local
from policy.codes.resident_number import check_character
from policy.registry import load_packs

SEVEN = ("gz-gov", "gz-app", "gz-wechat", "sc-app", "sc-mini", "counter", "H51010500001")
THERE = {"http": "http://127.0.0.1:8080", "kafka": "127.0.0.1:9092"}


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The demonstration's parties by their codes."""
    home = tmp_path_factory.mktemp("home")
    write(home / "parties.yaml", Keyring(home))
    return {party["code"]: party for party in read(home / "parties.yaml")}


@pytest.mark.parametrize(
    ("code", "examples"),
    [
        ("gz-app", ["channel_over_http.py"]),
        ("gz-wechat", ["channel_over_kafka.py"]),
        ("sc-mini", ["channel_over_kafka.py"]),
        ("counter", ["channel_over_http.py"]),
        ("H51010500001", ["channel_over_http.py"]),
        ("H51010500009", []),
        ("H52020199001", ["hospital.sh", "hospital_over_kafka.py"]),
        ("A51139900001", ["agency_and_experts.py"]),
    ],
)
def test_a_party_is_told_the_examples_of_its_kind_and_its_transport(
    parties: dict[str, dict[str, Any]], code: str, examples: list[str]
) -> None:
    lines = lines_for(parties[code], **THERE)
    scripts = [next(Path(word) for word in line.split() if "examples/" in word) for line in lines]
    assert [script.name for script in scripts] == examples
    assert all(
        script.is_file() and parties[code]["secret"] in line for script, line in zip(scripts, lines, strict=True)
    )


@pytest.mark.parametrize("kind", ["channel", "institution"])
def test_a_party_that_was_added_with_little_said_of_it_is_no_trouble(kind: str) -> None:
    assert lines_for({"code": "new-one", "kind": kind, "name": "新来的", "secret": "x" * 24}, **THERE) == []


def test_whoever_brings_everything_up_is_told_how_to_run_each_channel(parties: dict[str, dict[str, Any]]) -> None:
    told = channels({"front": THERE["http"], "kafka": {"bootstrap": THERE["kafka"]}, "parties": list(parties.values())})
    assert sorted(channel for channel, _ in told) == sorted(parties[code]["name"] for code in SEVEN)


def test_each_of_the_seven_channels_has_a_front_end() -> None:
    assert {file.stem for file in CHANNELS.iterdir()} >= set(SEVEN)


@pytest.mark.parametrize("code", SEVEN)
def test_what_a_front_end_asks_for_is_what_the_city_offers_in_that_channel(
    code: str, parties: dict[str, dict[str, Any]]
) -> None:
    front, packs = FrontEnd.of(code), load_packs()
    assert front.name == parties[code]["name"]
    for one in front.applications:
        agent = str(uuid7()) if one.agent else None
        draft = DraftOpened.model_validate_json(json.dumps(front.draft(one, str(uuid7()), agent)))
        pack = packs.in_force(draft.pooling_area, local(datetime.now(UTC)).date())
        assert pack.offers(draft.route)
        assert draft.scheme in pack.eligibility.schemes
        assert pack.disease(draft.disease_code)
        asked = pack.materials_for(draft.applicant.kind, draft.route)
        assert sorted(one.papers) == sorted(material.code for material in asked)
        assert draft.hospital is None or "hospital" in parties[draft.hospital]["roles"]
        through = pack.channel("remote-hospital" if parties[code].get("level") else code)
        assert through is not None
        assert through.route is draft.route


def test_nobody_stands_in_two_channels_and_every_number_is_one() -> None:
    made_up = [one for code in SEVEN for one in FrontEnd.of(code).applications]
    persons = [person for one in made_up for person in (one.person, one.agent) if person]
    assert len({person["id_number"] for person in persons}) == len(persons)
    assert all(check_character(person["id_number"][:17]) == person["id_number"][17] for person in persons)


@pytest.mark.parametrize(
    ("code", "data", "read"),
    [
        ("sc-mini", {"state": "in_review", "decide_by": None}, "审核中"),
        (
            "gz-gov",
            {"state": "in_review", "decide_by": "2026-11-27T05:33:30Z"},
            "办件审核中，承诺于11月27日 13:33前办结。",
        ),
        (
            "gz-app",
            {"state": "in_review", "sentence": {"zh": "医院正在审核。", "en": "A hospital has it."}},
            "医院正在审核。",
        ),
        (
            "counter",
            {"state": "awaiting_supplement", "answer_by": "2026-12-12T16:00:00Z", "items": [{"text": "缺少户口本。"}]},
            "补正通知书，请于12月13日 00:00前补齐：缺少户口本。",
        ),
    ],
)
def test_people_read_their_channels_words_and_mantes_where_it_has_none(
    code: str, data: dict[str, Any], read: str
) -> None:
    said = FrontEnd.of(code).says("ProgressChanged", {"at": "2026-11-27T02:00:00Z", **data})
    assert said == f"11月27日 10:00  {data['state']}  {read}"


def test_an_agency_whose_seat_was_recalled_after_its_claim_hears_so_and_lives() -> None:
    def mante(request: httpx.Request) -> httpx.Response:
        claim = request.url.path.endswith("/claim")
        return httpx.Response(200, json={}) if claim else httpx.Response(409, json={"code": "TASK_RECALLED"})

    agency = Agency("http://mante", "A51139900001", "a secret")
    agency.http = httpx.Client(base_url="http://mante", transport=httpx.MockTransport(mante))
    assert agency.approve("0199", "D511399000101").json() == {"code": "TASK_RECALLED"}
