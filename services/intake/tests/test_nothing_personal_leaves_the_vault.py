"""Names, numbers and phones are in the vault and nowhere else: not in a row, an event, an answer or an audit.

After erasure they are nowhere, and who was meant stands only where it must.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

from chassis.storage.driver import Pool
from chassis.testing.eventually import eventually
from contracts.ids import uuid7
from intake.sign_ins.store import Known, SignIns

from .serving import CANARY, OPERATOR_TOKEN, asking
from .story import draft, lodging, papers
from .world import APP

ELSEWHERE = (
    "insured",
    "aggregates",
    "outbox",
    "outbox_sent",
    "requests",
    "effects",
    "timers",
    "reservations",
    "parked",
    "audit",
)


async def test_no_canary_outside_the_vault(intake_database: str, tmp_path: Path) -> None:
    insured = tmp_path / "insured.csv"
    insured.write_text(f"id_number,area,scheme\n{CANARY['id_number']},520200,390\n")
    async with asking(intake_database, APP, insured=insured) as ask:
        person_ref = await ask.person(APP)
        opened = await ask.post(APP, "/v1/applications", draft(person_ref))
        one = f"/v1/applications/{opened.json()['application_id']}"
        await ask.post(APP, f"{one}/lodging", lodging(*papers("identity_card")))
        await ask.post(APP, f"{one}/lodging", {"papers": [], "declared_true": True, "name": CANARY["name"]})
        await ask.post(APP, "/v1/applications", draft(uuid7()), **{"idempotency-key": "k" * 20})
        await eventually(lambda: _checked(ask.pool, opened.json()["application_id"]), within=10)
        stored = await everything(ask.pool)
        reads = await ask.pool.fetch("select purpose, reader, fields, found from vault_reads")
    assert str(person_ref) in stored
    for secret in CANARY.values():
        for shape in (secret, secret[::-1], secret.encode().hex()):
            assert shape not in stored
    assert reads
    assert {(row["purpose"], row["reader"], *row["fields"]) for row in reads} == {
        ("insurance", "intake", "id_number", "id_type")
    }


async def _checked(pool: Pool, application: str) -> bool:
    """Say whether the register has answered for an application."""
    told = "select state #>> '{insurance,check,result}' from aggregates where subject = $1"
    return await pool.fetchval(told, UUID(application)) == "insured"


async def everything(pool: Pool) -> str:
    tables = [*ELSEWHERE, "persons", "vault_reads"]
    found = [str(list(await pool.fetch(f"select t::text from {table} t"))) for table in tables]
    bytes_of = await pool.fetch(
        "select value as body from outbox union all select body from requests union all select body from effects"
        " union all select body from parked"
    )
    return "".join(found) + "".join(row["body"].decode() for row in bytes_of)


async def test_after_erasure_no_row_leads_to_the_person(intake_database: str) -> None:
    async with asking(intake_database, APP) as ask:
        person_ref = await ask.person(APP)
        index = await ask.pool.fetchval("select contact_index from persons")
        await SignIns(ask.pool).begin(Known(person_ref, index))
        opened = await ask.post(APP, "/v1/applications", draft(person_ref))
        await ask.post(
            APP, f"/v1/applications/{opened.json()['application_id']}/lodging", lodging(*papers("identity_card"))
        )
        clues = (str(person_ref), index.hex(), "open:")
        assert {"aggregates", "reservations", "sign_ins", "visits"} <= {
            table async for table in _naming(ask.pool, clues)
        }
        order = {"authorization": f"Bearer {OPERATOR_TOKEN}"}
        await ask.client.post(f"/operations/persons/{person_ref}/erasure", json={"reason": "by law"}, headers=order)
        left = {table async for table in _naming(ask.pool, (*clues, *CANARY.values()))}
        numbers = await ask.pool.fetch("select key from reservations")
    assert left == {"persons", "vault_reads"}  # that somebody was erased, and who had read of them
    assert [row["key"].partition(":")[0] for row in numbers] == ["number"]


async def _naming(pool: Pool, clues: tuple[str, ...]) -> AsyncIterator[str]:
    """Yield each table, whichever there are, that has one of these in a row, as text or as bytes."""
    for row in await pool.fetch("select tablename from pg_tables where schemaname = 'public' order by 1"):
        stored = str(await pool.fetch(f"select t::text from {row['tablename']} t"))
        if any(clue in stored or clue.encode().hex() in stored for clue in clues):
            yield row["tablename"]
