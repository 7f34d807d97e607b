"""The parties file in a service's tables: the latest revision stands, and each change is on record there."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import yaml
from chassis.parties import Parties, changes
from chassis.parties.file import PartiesFile, read, sealed, text_of
from chassis.parties.following import Following
from chassis.parties.register import Outdated, TwoOfOneRevision, take, write
from chassis.storage.driver import Pool

SECRET, FORMER = "a secret of sixteen and more", "the secret that was before"
APP: dict[str, Any] = {"code": "gz-app", "kind": "channel", "name": "一", "secret": SECRET}
AT = datetime(2026, 11, 24, 2, tzinfo=UTC)


def file_of(revision: int, *parties: dict[str, Any], by: str = "wang") -> PartiesFile:
    """Return a file whose every revision suspended something."""
    about = {"at": AT, "by": by, "what": "suspended", "code": "gz-app", "reason": "contract ended"}
    done = [{**about, "revision": number} for number in range(1, revision + 1)]
    return PartiesFile.model_validate({"revision": revision, "parties": parties or (APP,), "changes": done})


@pytest.fixture
async def pool(engine_database: str) -> AsyncIterator[Pool]:
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=4) as pool:
        yield pool


async def taken_by(pool: Pool, file: PartiesFile) -> bool:
    async with pool.acquire() as connection:
        return await take(connection, file)


async def test_a_revision_is_taken_once_and_an_older_one_never(pool: Pool) -> None:
    assert await taken_by(pool, file_of(2))
    assert not await taken_by(pool, sealed(file_of(2)))
    with pytest.raises(Outdated) as refused:
        await taken_by(pool, file_of(1, APP | {"name": "二"}))
    assert refused.value.revision == 2
    assert await pool.fetchval("select name from parties") == "一"


async def test_of_two_files_of_one_revision_the_first_stands(pool: Pool) -> None:
    await taken_by(pool, file_of(1))
    with pytest.raises(TwoOfOneRevision):
        await taken_by(pool, file_of(1, APP | {"suspended": True}))


async def test_what_was_edited_by_hand_counts_when_the_database_is_migrated_and_is_on_record(pool: Pool) -> None:
    async with pool.acquire() as connection:
        await write(connection, file_of(0))
        await write(connection, file_of(0))
        await write(connection, file_of(0, APP | {"name": "二"}))
        await write(connection, file_of(0, APP | {"name": "三"}))
    assert await pool.fetchval("select name from parties") == "三"
    assert [(row["what"], row["by"]) for row in await changes.listed(pool, "gz-app")] == [("edited", "migrate")] * 2


async def test_a_service_that_missed_revisions_has_every_change_on_record(pool: Pool) -> None:
    await taken_by(pool, file_of(1))
    await taken_by(pool, file_of(4))
    rows = await changes.listed(pool, "gz-app")
    assert [(row["revision"], row["by"], row["at"]) for row in rows] == [
        (number, "wang", AT) for number in (1, 2, 3, 4)
    ]
    assert await changes.listed(pool, "sc-mini") == []


async def test_a_former_secret_counts_until_its_time_is_over(pool: Pool) -> None:
    parties, now = Parties(pool), datetime.now(UTC)
    digest = sha256(FORMER.encode()).hexdigest()
    for revision, until in ((1, now + timedelta(hours=1)), (2, now - timedelta(seconds=1))):
        await taken_by(pool, file_of(revision, APP | {"former_sha256": digest, "former_until": until}))
        await parties.refresh()
        directory = parties.current()
        assert directory.recognise("gz-app", SECRET) is not None
        assert (directory.recognise("gz-app", FORMER) is not None) == (revision == 1)


def test_a_file_reads_as_it_was_written_and_its_hash_is_the_same_without_secrets(tmp_path: Path) -> None:
    file = file_of(3, APP | {"former_sha256": "0" * 64, "former_until": AT})
    path = tmp_path / "parties.yaml"
    path.write_text(text_of(file), encoding="utf-8")
    assert read(path) == file
    assert sealed(file).digest == file.digest
    assert SECRET not in sealed(file).model_dump_json()
    assert SECRET not in repr(file)
    assert file_of(3, APP | {"suspended": True}).digest != file.digest


async def test_a_service_that_was_away_takes_the_file_when_it_is_back_and_then_each_later_one(
    pool: Pool, tmp_path: Path
) -> None:
    path, told = tmp_path / "parties.yaml", []

    async def hear() -> None:
        told.append(await pool.fetchval("select revision from parties_taken"))

    following = Following(pool, path, hear)
    await following.look()
    for revision in (5, 6, 6, 4):
        path.write_text(text_of(file_of(revision)), encoding="utf-8")
        await following.look()
        await following.look()
    assert told == [5, 6]


@pytest.mark.parametrize("broken", ["", "parties: [", "parties: [{code: x}]", yaml.safe_dump({"parties": "all"})])
async def test_a_file_that_makes_no_sense_changes_nothing(pool: Pool, tmp_path: Path, broken: str) -> None:
    path = tmp_path / "parties.yaml"
    following = Following(pool, path, Parties(pool).refresh)
    path.write_text(text_of(file_of(1)), encoding="utf-8")
    await following.look()
    path.write_text(broken, encoding="utf-8")
    await following.look()
    assert await pool.fetchval("select suspended from parties where code = 'gz-app'") is False
