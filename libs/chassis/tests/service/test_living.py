"""Starting, standing and stopping: ready when the tables are there, alive while the loop turns, gone when asked."""

import asyncio
import time
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from chassis import service as service_module
from chassis.chores import tend
from chassis.http.health import STIFF_AFTER, Heart
from chassis.migrations import migrate, migrations_of
from chassis.settings import ServiceSettings
from chassis.testing.eventually import eventually
from chassis.testing.serving import client_of
from pydantic import ValidationError

from .counter import APP, SECRET, Desk, open_desk, settings_for
from .toy import Settings, create_service

PUBLISHED = """
insert into outbox_sent (id, topic, subject, headers, value, created_at, sent_at)
select days, 't', gen_random_uuid(), '', '', now(), now() - days * interval '1 day' from unnest(array[2, 6]) days
"""


async def test_a_service_is_ready_alive_and_shows_figures(desk: Desk) -> None:
    assert (await desk.client.get("/readyz")).json() == {"ok": True}
    assert (await desk.client.get("/livez")).json() == {"ok": True}
    await desk.get(APP, "/v1/applications/0190aaaa-0000-7000-8000-000000000000")
    figures = (await desk.client.get("/metrics")).text
    assert 'route="/v1/applications/{application_id}",service="chassis",status="200"' in figures


async def test_it_takes_no_work_before_its_tables_are_there_and_begins_when_they_are(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "FIRST_LOOK", 0.1)
    async with client_of(create_service(settings_for(database))) as client:
        answer = await client.get("/readyz")
        assert (answer.status_code, answer.json()["reason"]) == (503, "the database isn't migrated")
        assert (await client.get("/livez")).status_code == 200
        asked = await client.get("/v1/updates", auth=(APP, SECRET))
        assert (asked.status_code, asked.json()["code"]) == (503, "AWAY")
        await migrate(database, migrations_of(None))

        async def ready() -> bool:
            return (await client.get("/readyz")).status_code == 200

        assert await eventually(ready)


async def test_it_starts_and_stops_while_its_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "FIRST_LOOK", 0.1)
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    async with client_of(create_service(settings_for(nowhere))) as client:
        answer = await client.get("/readyz")
        assert (answer.status_code, answer.json()["reason"]) == (503, "the database is away")


async def test_a_heart_that_stopped_is_no_life(monkeypatch: pytest.MonkeyPatch) -> None:
    heart = Heart()
    assert heart.beats
    later = time.monotonic() + STIFF_AFTER + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert not heart.beats


async def test_a_chore_that_falls_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.chores.AFTER_A_FALL", 0.01)
    falls: list[int] = []

    async def fall() -> None:
        falls.append(1)
        raise RuntimeError("a defect")

    tending = asyncio.create_task(tend("falling", fall))
    assert await eventually(lambda: len(falls) >= 3)
    tending.cancel()


async def test_what_was_published_is_kept_for_as_many_days_as_it_is_told(engine_database: str) -> None:
    connection = await asyncpg.connect(engine_database)
    await connection.execute(PUBLISHED)

    async def kept() -> bool:
        return [row["id"] for row in await connection.fetch("select id from outbox_sent")] == [2]

    async with open_desk(engine_database, published_days=4):
        assert await eventually(kept)
    await connection.close()


async def test_what_was_opened_is_closed_last_first(engine_database: str) -> None:
    closed: list[str] = []
    service = create_service(settings_for(engine_database))

    async def close(name: str) -> None:
        closed.append(name)

    service.closing = [lambda: close("first"), lambda: close("second")]
    async with service.running():
        assert closed == []
    assert closed == ["second", "first"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"operator_token": "kurz"},
        {"kafka_security": "NONE"},
        {"pool_size": 0},
        {"environment": "production", "kafka": ""},
        {"environment": "staging"},
    ],
)
def test_settings_that_cannot_be_meant_are_refused_without_showing_them(wrong: dict[str, Any]) -> None:
    right = {"postgres": "postgresql://u:geheim@h/d", "operator_token": "0123456789abcdef"}
    with pytest.raises(ValidationError) as refused:
        ServiceSettings.model_validate(right | wrong)
    assert "geheim" not in str(refused.value)
    assert "kurz" not in str(refused.value)


def test_a_sandbox_cannot_be_switched_on_in_production(tmp_path: Path) -> None:
    told = {
        "postgres": "postgresql://h/d",
        "operator_token": "0123456789abcdef",
        "kafka": "kafka:9092",
        "sandbox_packs": tmp_path,
    }
    assert ServiceSettings.model_validate(told).more_packs == (tmp_path,)
    with pytest.raises(ValidationError, match="production is no sandbox"):
        ServiceSettings.model_validate(told | {"environment": "production"})


def test_settings_are_read_with_the_services_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"POSTGRES": "postgresql://h/d", "OPERATOR_TOKEN": "0123456789abcdef", "PORT": "8123"}.items():
        monkeypatch.setenv(f"TOY_{name}", value)
    settings = Settings()
    assert (settings.port, settings.postgres.get_secret_value()) == (8123, "postgresql://h/d")
    assert "0123456789abcdef" not in repr(settings)
