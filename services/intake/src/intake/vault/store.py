"""The vault's own tables: register, read with an audit row, erase by destroying the key, wrap keys anew."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record
from chassis.decision import Refused
from chassis.storage.driver import Connection, Pool
from contracts.ids import uuid7

from intake.domain.names import same_name
from intake.vault import sql
from intake.vault.blind_index import contact_index, identity_index
from intake.vault.keys import Keyring
from intake.vault.person import Person
from intake.vault.purposes import Field
from intake.vault.sealing import Place, new_key, seal, unseal


class Gone(Exception):  # noqa: N818
    """No such person, or no longer: the two answers are alike."""


class IdentityMismatch(Refused):
    """The identity document is registered under another name."""

    detail = "姓名与该证件号码已登记的信息不一致，请核对后重试。"
    status = 422


@dataclass(frozen=True, slots=True)
class Reading:
    """Which fields, what for, by which service, and on whose behalf it reads."""

    fields: Collection[Field]
    purpose: str
    reader: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Vault:
    """Persons by `person_ref`. Each method is one transaction; none is ever held open over a network call."""

    pool: Pool
    keyring: Keyring
    index_key: bytes

    async def register(self, person: Person) -> UUID:
        """Return the person's reference, the same as before if they are known; a newer phone replaces the older.

        Raises `IdentityMismatch` if the document is known under another name.
        """
        person_ref = None
        while person_ref is None:  # a second turn only if the person is erased between two statements
            async with self.pool.acquire() as connection, connection.transaction():
                person_ref = await self._insert(connection, person) or await self._meet_again(connection, person)
        return person_ref

    async def recognise(self, person: Person) -> tuple[UUID, bytes] | None:
        """Return reference and telephone's index of a person who is as known, or new; None where anything differs.

        Nothing that is known changes: who signs in with somebody's number must have their telephone, too.
        """
        async with self.pool.acquire() as connection, connection.transaction():
            contact = contact_index(self.index_key, person.phone)
            if inserted := await self._insert(connection, person):
                return inserted, contact
            try:
                row = await self._same(connection, person)
            except IdentityMismatch:
                return None
            return (row["person_ref"], contact) if row and row["contact_index"] == contact else None

    async def met(self, person: Person) -> UUID:
        """Return the reference of a person whom an agent names; what is known of them stays as it is.

        Raises `IdentityMismatch` if the document is known under another name.
        """
        person_ref = None
        while person_ref is None:
            async with self.pool.acquire() as connection, connection.transaction():
                person_ref = await self._insert(connection, person)
                if person_ref is None and (row := await self._same(connection, person)):
                    person_ref = row["person_ref"]
        return person_ref

    async def name_of(self, person_ref: UUID) -> str:
        """Return a person's own name, to greet them with; raises `Gone`. It is audited like any reading."""
        reading = Reading((Field.NAME,), "greeting", "intake", str(person_ref))
        return (await self.read(person_ref, reading))[Field.NAME]

    async def known(self, persons: Collection[UUID]) -> bool:
        """Say whether every one of these is registered and not erased."""
        wanted = set(persons)
        found: int = await self.pool.fetchval(sql.COUNT_KNOWN, list(wanted))
        return found == len(wanted)

    async def read(self, person_ref: UUID, reading: Reading) -> dict[Field, str]:
        """Return the fields that are asked for; raises `Gone`. Either way the audit keeps who asked and what for."""
        async with self.pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(sql.ONE, person_ref)
            fields = sorted(reading.fields)
            who = (reading.purpose, reading.reader, reading.on_behalf_of)
            await connection.execute(sql.NOTE_READING, person_ref, fields, *who, row is not None)
            found = None if row is None else {field: self._field(row, field) for field in reading.fields}
        if found is None:
            raise Gone
        return found

    async def erase(self, person_ref: UUID, by: str, reason: str) -> bool:
        """Destroy the data key and all that is sealed under it; say whether there was anything to destroy."""
        async with self.pool.acquire() as connection, connection.transaction():
            erased = await connection.fetchval(sql.ERASE, person_ref) is not None
            await connection.execute(sql.FORGET_VISITS, person_ref)
            await connection.execute(sql.NOTE_READING, person_ref, [], "erasure", by, reason, erased)
        return erased

    async def wrap_anew(self, limit: int = 500) -> int:
        """Wrap up to `limit` data keys under the current key; return how many. At 0 the former keys may go."""
        async with self.pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(sql.WRAPPED_BEFORE, self.keyring.current, limit)
            for row in rows:
                wrapped = self.keyring.wrap(self._data_key(row), _key_place(row["person_ref"]))
                await connection.execute(sql.WRAP_ANEW, row["person_ref"], self.keyring.current, wrapped)
        return len(rows)

    async def _insert(self, connection: Connection, person: Person) -> UUID | None:
        person_ref, data_key = uuid7(), new_key()
        inserted: UUID | None = await connection.fetchval(
            sql.INSERT,
            person_ref,
            self.keyring.current,
            self.keyring.wrap(data_key, _key_place(person_ref)),
            identity_index(self.index_key, person.id_type, person.id_number),
            contact_index(self.index_key, person.phone),
            _seal(data_key, person_ref, Field.ID_TYPE, person.id_type),
            _seal(data_key, person_ref, Field.ID_NUMBER, person.id_number),
            _seal(data_key, person_ref, Field.NAME, person.name),
            _seal(data_key, person_ref, Field.PHONE, person.phone),
        )
        return inserted

    async def _meet_again(self, connection: Connection, person: Person) -> UUID | None:
        row = await self._same(connection, person)
        if row is None:
            return None
        person_ref: UUID = row["person_ref"]
        if self._field(row, Field.PHONE) != person.phone:
            sealed = _seal(self._data_key(row), person_ref, Field.PHONE, person.phone)
            await connection.execute(sql.NEW_PHONE, person_ref, sealed, contact_index(self.index_key, person.phone))
        return person_ref

    async def _same(self, connection: Connection, person: Person) -> Record | None:
        index = identity_index(self.index_key, person.id_type, person.id_number)
        row = await connection.fetchrow(sql.BY_IDENTITY, index)
        if row is not None and not same_name(self._field(row, Field.NAME), person.name):
            raise IdentityMismatch
        return row

    def _field(self, row: Record, field: Field) -> str:
        if field is Field.CONTACT_KEY:
            key: bytes = row["contact_index"]
            return key.hex()
        return unseal(self._data_key(row), _place(row["person_ref"], field), row[field]).decode()

    def _data_key(self, row: Record) -> bytes:
        return self.keyring.unwrap(row["key_id"], row["wrapped_key"], _key_place(row["person_ref"]))


def _seal(data_key: bytes, person_ref: UUID, field: Field, plain: str) -> str:
    return seal(data_key, _place(person_ref, field), plain.encode())


def _place(person_ref: UUID, field: Field) -> Place:
    return Place("persons", field, person_ref)


def _key_place(person_ref: UUID) -> Place:
    return Place("persons", "wrapped_key", person_ref)
