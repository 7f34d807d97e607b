"""The sandbox's table: published as it is, and acted upon as it says."""

import ast
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from chassis.parties.file import PartiesFile
from mante.fakes.faults import Fault, Faults, Habit
from mante.fakes.insurance_register import Habit as RegisterHabit
from mante.fakes.insurance_register import Register
from mante.fakes.insured import Insurances
from mante.fakes.jsonl import Written
from mante.sandbox import births, providers
from mante.sandbox.acts import Approve, Ask, Plan, Reject, plan_for
from mante.sandbox.document import DOCUMENT, written_into
from mante.sandbox.pack import write
from mante.sandbox.persons import somebody
from mante.sandbox.reviewers import is_due
from mante.sandbox.rows import SANDBOX
from mante.sandbox.table import ROWS
from mante.stack.blueprint import Blueprint
from mante.stack.environment import environment
from mante.stack.sandbox import PARTIES
from mante.stack.wanted import SERVICES, Wanted
from mante.stack.whole import parts
from policy.codes.resident_number import fault_of
from policy.registry import load_packs
from pydantic import TypeAdapter

ROOT = Path(__file__).parents[2]


def test_the_published_table_is_the_one_that_is_acted_upon() -> None:
    text = (ROOT / DOCUMENT).read_text(encoding="utf-8")
    assert written_into(text) == text, "run python -m mante.sandbox.document"


def test_every_row_is_played_from_outside() -> None:
    source = ast.parse((ROOT / "tests/e2e/test_sandbox.py").read_text(encoding="utf-8"))
    dicts = [node.value for node in ast.walk(source) if isinstance(node, ast.AnnAssign)]
    (plays,) = [node for node in dicts if isinstance(node, ast.Dict)]
    assert [key.value for key in plays.keys if isinstance(key, ast.Constant)] == [row.code for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_the_persons_of_a_row_are_many_and_pass_every_check(row: object) -> None:
    born, phone = row.born, row.phone  # type: ignore[attr-defined]
    people = [somebody(born, serial, phone) for serial in range(1, 1000)]
    assert len({person.id_number for person in people}) == len({person.phone for person in people}) == 999
    today = datetime.now(UTC).date()
    assert not any(fault_of(person.id_number, today) for person in people)
    assert {len(person.phone) for person in people} == {11}


def test_the_short_days_are_in_a_pack_of_its_own(tmp_path: Path) -> None:
    write(tmp_path)
    packs = load_packs(tmp_path)
    trials = [pack.pooling_area.code for pack in packs if pack.trial]
    assert trials == [SANDBOX]
    assert not any(pack.pooling_area.code == SANDBOX for pack in load_packs())


def test_reviewers_say_what_the_birth_says_and_leave_a_hospitals_people_alone() -> None:
    rejected, asked = plan_for(_of(births.REJECTED)), plan_for(_of(births.SUPPLEMENT))
    assert isinstance(rejected.act_on("hospital_review", 1), Reject)
    assert rejected.act_on("agency_check", 1) == Approve()
    assert isinstance(asked.act_on("agency_check", 1), Ask)
    assert asked.act_on("expert_panel", 1) == asked.act_on("agency_check", 2) == Approve()
    assert all(plan_for(_of(born)).is_theirs for born in births.FOR_HOSPITALS)
    assert plan_for(_of("19991231")) == Plan()


def test_a_task_is_due_when_its_plan_says() -> None:
    now = datetime.now(UTC)
    task = {"assigned_at": (now - timedelta(seconds=10)).isoformat(), "decide_by": now.isoformat(), "overdue": False}
    assert is_due(Plan(), task, now)
    assert is_due(Plan(after=10), task, now)
    assert not is_due(Plan(after=11), task, now)
    assert not is_due(Plan(overdue=True), task, now)
    assert not is_due(Plan(overdue=True), task | {"overdue": True}, now)
    assert is_due(Plan(overdue=True), task | {"overdue": True}, now + timedelta(seconds=5))
    assert not is_due(Plan(is_theirs=True), task, now)


def test_the_gateways_habits_are_each_messages_own() -> None:
    faults = Faults(TypeAdapter(list[Habit]).validate_json(providers.sms_habits()))
    for message in ("one", "two"):
        tries = [faults.next_for("19900030001", message) for _ in range(3)]
        assert tries == [Fault.ERROR, Fault.ERROR, None]
    assert faults.next_for("13800000001", "three") is None


async def test_the_registers_habits_go_by_the_day_of_birth(tmp_path: Path) -> None:
    habits = TypeAdapter(list[RegisterHabit]).validate_json(providers.register_habits())
    register = Register(Written(tmp_path / "ledger"), Insurances(habits), habits=habits)
    entitled = register.known.answer(_of(births.ENTITLED), "511300")
    assert [one["start"] for one in entitled["entitlements"]] == ["2020-10-01"]
    assert register.known.answer(_of(births.INSURED_ELSEWHERE), "520200")["insured"][0]["area"] == "510100"
    assert register.known.answer(_of(births.APPROVED), "520200")["entitlements"] == []
    assert register._fault(_of(births.REGISTER_AWAY)) == "error"
    assert register._fault(_of(births.APPROVED)) is None


def test_a_sandbox_has_more_parties_and_robots_and_tells_each_service_of_its_packs(tmp_path: Path) -> None:
    plan = Blueprint(tmp_path, Wanted(port=0, sandbox=True))
    ours = {party["code"] for party in yaml.safe_load(PARTIES.read_text(encoding="utf-8"))["parties"]}
    assert ours < set(plan.parties)
    PartiesFile.model_validate(yaml.safe_load(plan.parties_file.read_text(encoding="utf-8")))
    assert {"sandbox.files", "sandbox.reviewers", "sandbox.people"} < {part.name for part in parts(plan)}
    for service in SERVICES:
        told = environment(plan.facts(), service, service, 20_000)
        assert told[f"{service.upper()}_SANDBOX_PACKS"] == str(tmp_path / "sandbox" / "packs")


def test_without_being_asked_for_there_is_nothing_of_it(tmp_path: Path) -> None:
    plan = Blueprint(tmp_path, Wanted(port=0))
    assert not any("sandbox" in part.name for part in parts(plan))
    told = json.dumps([environment(plan.facts(), service, service, 20_000) for service in SERVICES])
    assert "SANDBOX" not in told
    assert not any(code.startswith("H990000") for code in plan.parties)


def _of(born: str) -> str:
    return somebody(born, 1).id_number
