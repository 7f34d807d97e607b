"""The parties file and the directory that is made from it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import mante.stack
import pytest
import yaml
from chassis.parties import Directory, Parties, Party, Staff
from chassis.parties.file import PartiesFile, read
from chassis.parties.register import write
from contracts.catalogue import PartyKind
from pydantic import ValidationError

HOSPITAL = PartyKind.INSTITUTION
SECRET = "a secret of sixteen and more"
RECORD: dict[str, Any] = {"code": "H52020199001", "kind": "institution", "name": "医院", "secret": SECRET}


def party(code: str, level: int | None = 2, area: str = "520200", role: str = "hospital") -> Party:
    return Party(code, HOSPITAL, code, level, area, frozenset({role}))


def test_hospitals_are_found_by_area_and_level() -> None:
    directory = Directory.of(
        [party("H3", 3), party("H2"), party("H1", 1), party("H9", area="511300"), replace(party("H5"), suspended=True)]
    )
    assert [one.code for one in directory.institutions("520200", 2)] == ["H2", "H3"]
    assert [one.code for one in directory.institutions("520200")] == ["H1", "H2", "H3"]


def test_the_agency_is_no_hospital_and_the_other_way_round() -> None:
    directory = Directory.of([party("A1", None, role="agency"), party("H2")])
    agency = directory.agency("520200")
    assert agency is not None
    assert (agency.code, directory.agency("511300")) == ("A1", None)
    assert [one.code for one in directory.institutions("520200")] == ["H2"]


def test_staff_is_known_at_its_own_institution_only() -> None:
    directory = Directory.of([party("H2"), party("H3")], [Staff("D2", "H2", "乙"), Staff("D1", "H2", "甲")])
    assert [one.practitioner for one in directory.staff("H2")] == ["D1", "D2"]
    assert directory.practitioner("H2", "D1") is not None
    assert directory.practitioner("H3", "D1") is None
    assert directory.staff("nowhere") == ()


def test_who_is_disabled_or_whose_institution_is_suspended_works_nowhere() -> None:
    there = [party("H2"), party("H3"), replace(party("H4"), suspended=True)]
    staff = [Staff("D1", "H2", "甲"), Staff("D1", "H3", "甲", disabled=True), Staff("D1", "H4", "甲")]
    directory = Directory.of(there, staff)
    assert [post.institution for post in directory.posts("D1")] == ["H2"]
    assert directory.staff("H3") == ()
    known = directory.practitioner("H3", "D1")
    assert known is not None
    assert known.disabled


@pytest.mark.parametrize(
    "change",
    [
        {"secret": None},
        {"secret_sha256": "0" * 64},
        {"secret": "short"},
        {"code": "gz app"},
        {"code": "../x"},
        {"kind": "patient"},
        {"level": 4},
        {"area": 520200},
        {"roles": ["admin"]},
        {"colour": "red"},
        {"code": "review", "kind": "channel"},
        {"code": "admin", "kind": "channel"},
        {"code": "h-one"},
        {"name": "一\n二"},
        {"former_sha256": "0" * 64},
        {"former_sha256": "0" * 64, "former_until": "2026-11-24T10:00:00"},
        {"staff": [{"practitioner": "D520201000101", "name": "甲"}] * 2},
        {"staff": [{"practitioner": "D520201000101", "name": "甲", "roles": ["boss"]}]},
        {"staff": [{"practitioner": "D520201000101", "name": "甲", "phone": "12345"}]},
    ],
)
def test_a_slip_of_the_pen_is_refused_and_the_secret_not_shown(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        PartiesFile.model_validate({"parties": [RECORD | change]})
    assert SECRET not in str(refused.value)


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValidationError, match="given twice"):
        PartiesFile.model_validate({"parties": [RECORD, RECORD]})


def test_the_demonstrations_file_is_one_that_can_be_read() -> None:
    file = Path(mante.stack.__path__[0]) / "parties.demo.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    PartiesFile.model_validate({"parties": [{**each, "secret": SECRET} for each in content["parties"]]})


BEFORE = f"""
parties:
  - {{code: gz-app, kind: channel, name: 一, secret: {SECRET}}}
  - code: H52020199001
    kind: institution
    name: 二
    level: 2
    area: "520200"
    roles: [hospital]
    secret: {SECRET}
    staff: [{{practitioner: D520201000101, name: 甲, roles: [reviewer]}}]
"""
AFTER = f"parties: [{{code: gz-app, kind: channel, name: 三, secret: {SECRET}x}}]"


async def test_the_tables_say_what_the_file_says_and_those_who_left_are_suspended(
    engine_database: str, tmp_path: Path
) -> None:
    path = tmp_path / "parties.yaml"
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=1) as pool:
        parties = Parties(pool)
        assert not parties.known
        for content in (BEFORE, AFTER):
            path.write_text(content, encoding="utf-8")
            async with pool.acquire() as connection:
                await write(connection, read(path))
            before = parties.current()
            await parties.refresh()
        after = parties.current()
    assert [one.name for one in before.staff("H52020199001")] == ["甲"]
    gone, app = after.party("H52020199001"), after.party("gz-app")
    assert gone is not None
    assert gone.suspended
    assert after.staff("H52020199001") == ()
    assert app is not None
    assert (app.name, after.recognise("gz-app", SECRET), after.recognise("gz-app", SECRET + "x")) == ("三", None, app)
    assert before.recognise("gz-app", SECRET) is not None, "a snapshot never changes"
    assert SECRET not in repr(after)
