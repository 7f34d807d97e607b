"""A city's file of the insured: read when it has changed, bad rows named by line, no number in the database."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import asyncpg
import pytest
from chassis.storage.driver import Pool
from contracts.vocabulary import Scheme
from intake.domain.identity import IdType
from intake.domain.register import Entitled, Insured
from intake.register.as_file import LOCK, RegisterAsFile
from intake.register.asking import Found, Question, Unclear
from intake.register.rows import BadFile, BadRow, Row, rows_in
from intake.vault.blind_index import identity_index

TODAY = date(2026, 11, 24)
MOTHER, FATHER = "520200195507080018", "52020019880229002X"
HEADER = "id_number,area,scheme,national_code,disease_code,start,end"
FILE = f"""{HEADER}
{MOTHER},520281,390,,,,
{MOTHER},520281,390,M03900,,2020-10-01,2120-11-01
{FATHER.lower()},520200,employee,,epilepsy,20210203,20270202
"""


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("520200195507080019,520200,390,,,,", "id_number"),
        (f"{MOTHER},六盘水,390,,,,", "area"),
        (f"{MOTHER},520200,居民,,,,", "scheme"),
        (f"{MOTHER},520200,390,M03900,,,", "start"),
        (f"{MOTHER},520200,390,,,2020-10-01,", "start"),
        (f"{MOTHER},520200,390,M03900,,2020-02-30,", "start"),
        (f"{MOTHER},520200,390,M03900,,1920-02-03,", "start"),
        (f"{MOTHER},520200,390,M03900,,2020-10-01,soon", "end"),
        (f"{MOTHER},520200,390,m 1,,2020-10-01,", "national_code"),
        (MOTHER, "area"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column_and_the_rest_is_taken(line: str, column: str) -> None:
    found = list(rows_in([HEADER, f"{FATHER},520200,310,,,,", line, f"{MOTHER},520200,390,,,,"], TODAY))
    assert [type(one) for one in found] == [Row, BadRow, Row]
    bad = found[1]
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.column) == (3, column)
    assert MOTHER not in f"{bad}{found}"


def test_a_file_without_its_columns_is_none() -> None:
    with pytest.raises(BadFile, match="area, scheme"):
        list(rows_in(["id_number,name"], TODAY))


@dataclass(slots=True)
class City:
    """A register on a database of its own, and the file it is read from."""

    register: RegisterAsFile
    pool: Pool

    async def of(self, number: str) -> Found:
        return await self.register.ask(Question(IdType.RESIDENT, number, "520200"))

    def puts(self, text: str, at: int) -> None:
        """Put a file down at a second of its own."""
        self.register.path.write_bytes(text.encode("gb18030"))
        os.utime(self.register.path, (at, at))


@pytest.fixture
async def city(intake_database: str, tmp_path: Path) -> AsyncIterator[City]:
    async with asyncpg.create_pool(intake_database, min_size=1, max_size=2) as pool:
        index_of = partial(identity_index, b"k" * 32)
        yield City(RegisterAsFile(tmp_path / "insured.csv", pool, index_of), pool)


async def test_the_file_answers_as_a_register_would(city: City) -> None:
    city.puts(FILE, 1)
    assert await city.of(MOTHER) == Found(
        insured=(Insured(area="520281", scheme=Scheme.RESIDENT),),
        entitlements=(Entitled(national_code="M03900", start="2020-10-01"),),
    )
    assert (await city.of(FATHER)).entitlements == (
        Entitled(disease_code="epilepsy", start="2021-02-03", end="2027-02-02"),
    )
    assert await city.of("511300196211120032") == Found()


async def test_a_new_file_takes_the_place_of_the_old_one_and_an_untouched_one_is_read_once(city: City) -> None:
    city.puts(FILE, 1)
    await city.of(MOTHER)
    await city.of(FATHER)
    city.puts(FILE, 2)  # the same again
    await city.of(FATHER)
    assert await city.pool.fetchval("select count(*) from insured_files") == 1
    city.puts(f"{HEADER}\n{FATHER},520200,310,,,,\n{FATHER},nowhere,310,,,,\n", 3)
    assert await city.of(MOTHER) == Found()
    assert await city.of(FATHER) == Found(insured=(Insured(area="520200", scheme=Scheme.EMPLOYEE),))
    read = await city.pool.fetch("select good_rows, bad_rows from insured_files order by id")
    assert [tuple(row) for row in read] == [(3, 0), (1, 1)]
    assert await city.pool.fetchval("select count(*) from insured") == 1


async def test_what_a_reader_that_died_has_left_does_not_count_and_goes(city: City) -> None:
    city.puts(FILE, 1)
    await city.of(MOTHER)
    index = city.register.index_of(IdType.RESIDENT, MOTHER)
    half = await city.pool.fetchval("insert into insured_files (sha256) values ('half') returning id")
    left = "insert into insured (file, identity_index, area, scheme) values ($1, $2, '511300', 'employee')"
    await city.pool.execute(left, half, index)
    assert [each.area for each in (await city.of(MOTHER)).insured] == ["520281"]
    city.puts(FILE + f"{FATHER},520200,310,,,,\n", 2)
    await city.of(MOTHER)
    assert await city.pool.fetchval("select count(*) from insured where file = $1", half) == 0


async def test_while_another_instance_reads_the_question_is_put_again(city: City) -> None:
    city.puts(FILE, 1)
    async with city.pool.acquire() as other:
        await other.execute("select pg_advisory_lock($1)", LOCK)
        with pytest.raises(Unclear):
            await city.of(MOTHER)
        await other.execute("select pg_advisory_unlock($1)", LOCK)
    assert (await city.of(MOTHER)).insured


async def test_no_number_is_in_the_database(city: City) -> None:
    city.puts(FILE, 1)
    await city.of(MOTHER)
    stored = "".join(row[0] for row in await city.pool.fetch("select i::text from insured i"))
    assert MOTHER not in stored
    assert MOTHER.encode().hex() not in stored


async def test_a_file_that_is_not_there_or_no_table_is_asked_for_again(city: City) -> None:
    with pytest.raises(Unclear):
        await city.of(MOTHER)
    city.puts("<html></html>", 1)
    with pytest.raises(Unclear):
        await city.of(MOTHER)
    city.puts(FILE, 2)
    assert (await city.of(MOTHER)).insured
