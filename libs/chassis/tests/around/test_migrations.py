"""Migrations: applied once, in order, whole; never in another wording; one at a time."""

import asyncio
from dataclasses import replace

import asyncpg
import pytest
from chassis.migrations import Edited, Migration, is_migrated, migrate, migrations_of

FIRST = Migration("toy/0001_pears.sql", "create table pears (n int); insert into pears values (1);")
SECOND = Migration("toy/0002_plums.sql", "create table plums (n int);")
BROKEN = Migration("toy/0003_broken.sql", "create table kiwis (n int); create table pears (n int);")


async def applied(dsn: str) -> list[str]:
    connection = await asyncpg.connect(dsn)
    try:
        return [row["name"] for row in await connection.fetch("select name from migrations order by applied_at, name")]
    finally:
        await connection.close()


async def test_each_is_applied_once(database: str) -> None:
    assert await migrate(database, [FIRST]) == [FIRST.name]
    assert await migrate(database, [FIRST, SECOND]) == [SECOND.name]
    assert await migrate(database, [FIRST, SECOND]) == []
    assert await applied(database) == [FIRST.name, SECOND.name]


async def test_one_that_was_edited_is_refused_before_anything_is_applied(database: str) -> None:
    await migrate(database, [FIRST])
    with pytest.raises(Edited, match="0001_pears"):
        await migrate(database, [replace(FIRST, sql="create table apples (n int);"), SECOND])
    assert await applied(database) == [FIRST.name]


async def test_one_that_fails_leaves_nothing_and_those_before_it_stand(database: str) -> None:
    with pytest.raises(asyncpg.DuplicateTableError):
        await migrate(database, [FIRST, SECOND, BROKEN])
    assert await applied(database) == [FIRST.name, SECOND.name]
    assert await migrate(database, [FIRST, SECOND, replace(BROKEN, sql="create table kiwis (n int);")])


async def test_of_two_at_once_one_waits(database: str) -> None:
    results = await asyncio.gather(*(migrate(database, [FIRST, SECOND]) for _ in range(5)))
    assert sorted(results, key=len) == [[], [], [], [], [FIRST.name, SECOND.name]]


async def test_a_database_says_whether_it_has_what_the_code_needs(database: str) -> None:
    async with asyncpg.create_pool(database, min_size=1, max_size=1) as pool:
        assert not await is_migrated(pool, [FIRST])
        await migrate(database, [FIRST, SECOND])
        assert await is_migrated(pool, [FIRST]), "a database ahead of the code will do"
        assert not await is_migrated(pool, [FIRST, SECOND, BROKEN])


def test_the_chassis_comes_first_and_the_files_in_their_order() -> None:
    names = [migration.name for migration in migrations_of("intake")]
    assert names[0] == "chassis/0001_engine.sql"
    assert [name.split("/")[0] for name in names] == sorted(name.split("/")[0] for name in names)
    for package in ("chassis", "intake"):
        its = [name for name in names if name.startswith(package)]
        assert its == sorted(its)
