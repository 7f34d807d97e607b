"""The vault on a real Postgres: who is in it, who may read what, and that nothing outlives erasure."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import pytest
from chassis.storage.driver import Pool
from contracts.ids import uuid7
from intake.domain.identity import IdType
from intake.vault.keys import Keyring, key_id_of
from intake.vault.person import Person
from intake.vault.purposes import Field, needed_for
from intake.vault.sealing import Unsealable, new_key
from intake.vault.store import Gone, IdentityMismatch, Reading, Vault

KEY, INDEX_KEY = new_key(), new_key()
RING = Keyring(key_id_of(KEY), {key_id_of(KEY): KEY})
WANG = Person(IdType.RESIDENT, "520200195507080018", "王秀英", "13800138001")
TO_TELL = Reading(needed_for("notice", ["phone"]), "notice", "notify", "notice-1")
TO_REVIEW = Reading(needed_for("review", ["name", "id_number", "id_type"]), "review", "review", "D520200000001")


@pytest.fixture
async def pool(intake_database: str) -> AsyncIterator[Pool]:
    async with asyncpg.create_pool(intake_database, min_size=1, max_size=10) as pool:
        yield pool


@pytest.fixture
def vault(pool: Pool) -> Vault:
    return Vault(pool, RING, INDEX_KEY)


async def everything_in(pool: Pool) -> str:
    return str([tuple(row) for row in await pool.fetch("select persons::text from persons")])


async def test_the_same_person_has_the_same_reference(vault: Vault) -> None:
    first = await vault.register(WANG)
    assert await vault.register(WANG) == first
    assert await vault.register(replace(WANG, id_number="11010519491231002X")) != first


async def test_the_same_person_registered_at_the_same_instant_is_one(vault: Vault) -> None:
    references = await asyncio.gather(*(vault.register(WANG) for _ in range(20)))
    assert len(set(references)) == 1


async def test_another_name_for_the_same_document_is_refused(vault: Vault) -> None:
    person_ref = await vault.register(WANG)
    with pytest.raises(IdentityMismatch):
        await vault.register(replace(WANG, name="王秀兰", phone="13900139000"))
    assert await vault.read(person_ref, TO_TELL) == {Field.PHONE: "13800138001"}


async def test_the_newer_phone_is_kept(vault: Vault) -> None:
    person_ref = await vault.register(WANG)
    await vault.register(replace(WANG, phone="13900139000"))
    assert await vault.read(person_ref, TO_TELL) == {Field.PHONE: "13900139000"}


async def test_a_reader_gets_the_fields_asked_for_and_leaves_a_trace(vault: Vault, pool: Pool) -> None:
    person_ref = await vault.register(WANG)
    assert await vault.read(person_ref, TO_REVIEW) == {
        Field.NAME: "王秀英",
        Field.ID_NUMBER: "520200195507080018",
        Field.ID_TYPE: "resident",
    }
    (trace,) = await pool.fetch("select * from vault_reads")
    assert trace["person_ref"] == person_ref
    assert set(trace["fields"]) == {"name", "id_number", "id_type"}
    assert (trace["purpose"], trace["reader"], trace["on_behalf_of"]) == ("review", "review", "D520200000001")


async def test_two_who_share_a_phone_have_the_same_contact_key(vault: Vault) -> None:
    asking = replace(TO_TELL, fields=needed_for("notice", ["contact_key"]))
    mother = await vault.register(WANG)
    daughter = await vault.register(replace(WANG, id_number="52020019880229002X", name="李静"))
    other = await vault.register(replace(WANG, id_number="511300196211120032", name="赵军", phone="13900139000"))
    keys = [(await vault.read(person, asking))[Field.CONTACT_KEY] for person in (mother, daughter, other)]
    assert keys[0] == keys[1] != keys[2]


async def test_an_unknown_person_is_gone_and_the_question_is_audited(vault: Vault, pool: Pool) -> None:
    with pytest.raises(Gone):
        await vault.read(uuid7(), TO_TELL)
    assert await pool.fetchval("select count(*) from vault_reads where not found") == 1


async def test_nothing_personal_lies_open_in_the_table(vault: Vault, pool: Pool) -> None:
    await vault.register(WANG)
    stored = await everything_in(pool)
    for secret in (WANG.name, WANG.id_number, WANG.phone):
        assert secret not in stored
        assert secret.encode().hex() not in stored
    assert stored.count("aes256gcm:") == 5


async def test_a_sealed_field_moved_to_another_row_does_not_open(vault: Vault, pool: Pool) -> None:
    mother = await vault.register(WANG)
    daughter = await vault.register(replace(WANG, id_number="52020019880229002X", name="李静", phone="13900139000"))
    await pool.execute(
        "update persons set phone = other.phone, wrapped_key = other.wrapped_key from persons other"
        " where persons.person_ref = $1 and other.person_ref = $2",
        mother,
        daughter,
    )
    with pytest.raises(Unsealable):
        await vault.read(mother, TO_TELL)


async def test_an_erased_person_cannot_be_read_by_anybody(vault: Vault, pool: Pool) -> None:
    person_ref = await vault.register(WANG)
    assert await vault.known([person_ref])
    assert await vault.erase(person_ref, "operator", "by law")
    assert not await vault.erase(person_ref, "operator", "by law")
    assert not await vault.known([person_ref])
    with pytest.raises(Gone):
        await vault.read(person_ref, TO_TELL)
    assert "aes256gcm:" not in await everything_in(pool)
    assert await pool.fetchval("select erased_at is not null from persons where person_ref = $1", person_ref)


async def test_who_comes_back_after_erasure_is_somebody_new(vault: Vault) -> None:
    before = await vault.register(WANG)
    await vault.erase(before, "operator", "by law")
    assert await vault.register(replace(WANG, name="王秀兰")) != before


async def test_everybody_named_must_be_known(vault: Vault) -> None:
    person_ref = await vault.register(WANG)
    assert await vault.known([person_ref, person_ref])
    assert not await vault.known([person_ref, uuid7()])


async def test_the_wrapping_key_can_be_changed(vault: Vault) -> None:
    person_ref = await vault.register(WANG)
    key = new_key()
    rotating = replace(vault, keyring=Keyring(key_id_of(key), {key_id_of(key): key, key_id_of(KEY): KEY}))
    assert await rotating.wrap_anew() == 1
    assert await rotating.wrap_anew() == 0
    only_new = replace(vault, keyring=Keyring(key_id_of(key), {key_id_of(key): key}))
    assert await only_new.read(person_ref, TO_TELL) == {Field.PHONE: "13800138001"}
    with pytest.raises(Unsealable):
        await vault.read(person_ref, TO_TELL)


def test_a_purpose_needs_certain_fields_and_no_others() -> None:
    with pytest.raises(KeyError):
        needed_for("notice", ["id_number"])
    with pytest.raises(KeyError):
        needed_for("curiosity", ["phone"])


def test_a_person_does_not_show_in_text() -> None:
    assert "王秀英" not in repr(WANG)
    assert "1380" not in f"{WANG}"
