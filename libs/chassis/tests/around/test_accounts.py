"""Signing in with a password: five tries, no hint who is known, and nobody who takes no part."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from chassis.accounts import passwords, strangers
from chassis.accounts.passwords import fits, is_acceptable, new_password, seal
from chassis.accounts.rules import LOCKED_FOR, TRIES, Outcome, Tries, locked, one_more
from chassis.accounts.store import TABLE, Accounts
from chassis.accounts.strangers import Strangers
from chassis.decision import NotFound
from chassis.parties import Directory, Operator, Party, Staff, changes
from contracts.catalogue import PartyKind

HOSPITAL = Party("H52020199001", PartyKind.INSTITUTION, "医院", 2, "520200", frozenset({"hospital"}))
DOCTOR = Staff("D520201000101", HOSPITAL.code, "甲", frozenset({"reviewer"}))
WANG = Operator("ops-wang", "王")
CHOSEN = "a sentence that only I know"
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


@dataclass
class Town:
    directory: Directory
    accounts: Accounts


@pytest.fixture
async def town(engine_database: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr(passwords, "N", 2)
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=4) as pool:
        await pool.execute(TABLE)
        town = Town(Directory.of([HOSPITAL], [DOCTOR], operators=[WANG]), Accounts(pool, lambda: town.directory))
        yield town


def test_a_password_is_recognised_and_nobodys_never_is() -> None:
    sealed = seal(CHOSEN)
    assert fits(CHOSEN, sealed)
    assert not fits(CHOSEN + ".", sealed)
    assert not fits(CHOSEN, None)
    assert seal(CHOSEN).digest != sealed.digest, "each has a salt of its own"
    assert (sealed.n, sealed.r, sealed.p) == (2**14, 8, 5)


def test_a_hash_made_at_another_cost_is_still_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "N", 2)
    cheap = seal(CHOSEN)
    monkeypatch.undo()
    assert fits(CHOSEN, cheap)


@pytest.mark.parametrize(
    ("password", "may_be"),
    [
        (CHOSEN, True),
        ("too short", False),
        ("x" * 129, False),
        ("it is d520201000101 again", False),
        ("former one!!", False),
    ],
)
def test_what_may_be_chosen_is_long_and_neither_the_code_nor_what_it_was(password: str, *, may_be: bool) -> None:
    assert is_acceptable(password, DOCTOR.practitioner, "former one!!") is may_be


def test_after_five_tries_none_counts_for_a_quarter_of_an_hour() -> None:
    tries = Tries()
    for _ in range(TRIES):
        assert not locked(tries, NOW)
        tries = one_more(tries, NOW)
    assert locked(tries, NOW + LOCKED_FOR - timedelta(seconds=1))
    assert not locked(tries, NOW + LOCKED_FOR)
    assert one_more(tries, NOW + LOCKED_FOR) == Tries(1)


async def test_a_first_password_has_to_be_changed_and_counts_no_more_then(town: Town) -> None:
    first = await town.accounts.issue(DOCTOR.practitioner, "wang", "first day")
    assert await town.accounts.sign_in(DOCTOR.practitioner, first) is Outcome.MUST_CHANGE
    assert not await town.accounts.change(DOCTOR.practitioner, first, "short")
    assert not await town.accounts.change(DOCTOR.practitioner, new_password(), CHOSEN)
    assert await town.accounts.change(DOCTOR.practitioner, first, CHOSEN)
    assert await town.accounts.sign_in(DOCTOR.practitioner, CHOSEN) is Outcome.RIGHT
    assert await town.accounts.sign_in(DOCTOR.practitioner, first) is Outcome.WRONG
    (row,) = await changes.listed(town.accounts.pool, DOCTOR.practitioner)
    assert (row["what"], row["by"], row["reason"]) == ("password issued", "wang", "first day")


async def test_the_fifth_wrong_try_locks_the_right_password_out_and_a_new_one_opens(town: Town) -> None:
    password = await town.accounts.issue(WANG.code, "wang", "first day")
    tries = [await town.accounts.sign_in(WANG.code, "wrong") for _ in range(5)]
    assert set(tries) == {Outcome.WRONG}
    assert await town.accounts.sign_in(WANG.code, password) is Outcome.LOCKED
    again = await town.accounts.issue(WANG.code, "li", "locked out")
    assert await town.accounts.sign_in(WANG.code, again) is Outcome.MUST_CHANGE


async def test_of_many_tries_at_once_five_count(town: Town) -> None:
    await town.accounts.issue(WANG.code, "wang", "first day")
    tries = await asyncio.gather(*(town.accounts.sign_in(WANG.code, "wrong") for _ in range(12)))
    assert sorted(tries) == [Outcome.LOCKED] * 7 + [Outcome.WRONG] * 5


async def test_who_is_disabled_suspended_or_unknown_is_told_no_more_than_that_it_was_wrong(town: Town) -> None:
    password = await town.accounts.issue(DOCTOR.practitioner, "wang", "first day")
    for directory in (
        Directory.of([HOSPITAL], [replace(DOCTOR, disabled=True)]),
        Directory.of([replace(HOSPITAL, suspended=True)], [DOCTOR]),
        Directory.of([HOSPITAL]),
    ):
        town.directory = directory
        assert await town.accounts.sign_in(DOCTOR.practitioner, password) is Outcome.WRONG
        with pytest.raises(NotFound):
            await town.accounts.issue(DOCTOR.practitioner, "wang", "once more")
    assert await town.accounts.sign_in("nobody", password) is Outcome.WRONG


async def test_a_code_without_an_account_waits_as_long_as_one_that_has_one(town: Town) -> None:
    tries = [await town.accounts.sign_in("nobody", "wrong") for _ in range(7)]
    assert tries == [Outcome.WRONG] * 5 + [Outcome.LOCKED] * 2
    assert await town.accounts.sign_in("nobody else", "wrong") is Outcome.WRONG


def test_of_codes_without_an_account_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "MOST", 3)
    turned_away = Strangers()
    for code in ("a", "b", "c", "d"):
        assert [turned_away.turn_away(code, NOW) for _ in range(6)] == [False] * 5 + [True]
    assert not turned_away.turn_away("a", NOW)
    assert turned_away.turn_away("d", NOW)
    assert not turned_away.turn_away("d", NOW + LOCKED_FOR)
