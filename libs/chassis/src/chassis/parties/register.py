"""Writing the parties file into the service's tables: never an older one over a newer."""

from hmac import compare_digest
from typing import cast

from asyncpg import Record

from chassis.parties import changes
from chassis.parties.file import PartiesFile
from chassis.parties.records import PartyRecord, StaffRecord
from chassis.storage.driver import Connection

TAKEN = "select revision, sha256, taken_at from parties_taken for update"
SET_TAKEN = "update parties_taken set revision = $1, sha256 = $2, taken_at = clock_timestamp()"
SAVE_PARTY = """
insert into parties (code, kind, name, level, area, roles, secret_sha256, former_sha256, former_until, suspended)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (code) do update set kind = excluded.kind, name = excluded.name, level = excluded.level,
    area = excluded.area, roles = excluded.roles, secret_sha256 = excluded.secret_sha256,
    former_sha256 = excluded.former_sha256, former_until = excluded.former_until,
    suspended = excluded.suspended, changed_at = clock_timestamp()
"""
# Gone from the file is gone from the door; the row stays, for what it did is on record.
SUSPEND_OTHERS = "update parties set suspended = true where code <> all($1::text[]) and not suspended"
FORGET_STAFF = "delete from staff"
SAVE_STAFF = """
insert into staff (institution, practitioner, name, roles, phone, person_ref, disabled)
values ($1, $2, $3, $4, $5, $6, $7)
"""
FORGET_OPERATORS = "delete from operators"
SAVE_OPERATOR = "insert into operators (code, name, phone, disabled) values ($1, $2, $3, $4)"


class Outdated(Exception):  # noqa: N818
    """The tables say a later revision; `revision` is theirs. They stay as they are."""

    def __init__(self, revision: int) -> None:
        """Keep what the tables say."""
        super().__init__(f"the tables say revision {revision}")
        self.revision = revision


class TwoOfOneRevision(Exception):  # noqa: N818
    """The tables say this revision, and something else: the file was edited by hand, or there are two of it."""


async def take(connection: Connection, file: PartiesFile) -> bool:
    """Make the tables say what the file says; False where they do. Raises `Outdated`, `TwoOfOneRevision`."""
    async with connection.transaction():
        taken = await _taken(connection, file)
        if file.revision == taken["revision"] and taken["sha256"] is not None:
            if not compare_digest(taken["sha256"], file.digest):
                raise TwoOfOneRevision
            return False
        await _write(connection, file)
    return True


async def write(connection: Connection, file: PartiesFile) -> None:
    """Make the tables say what the file says, which may have been edited by hand. Raises `Outdated`."""
    async with connection.transaction():
        taken = await _taken(connection, file)
        if file.revision == taken["revision"] and taken["sha256"] not in (None, file.digest):
            await changes.note_an_edit(connection, file.revision)
        await _write(connection, file)


async def _taken(connection: Connection, file: PartiesFile) -> Record:
    """Return what the tables say, locked; raises `Outdated`."""
    (taken,) = await connection.fetch(TAKEN)
    if file.revision < taken["revision"]:
        raise Outdated(taken["revision"])
    return cast("Record", taken)


async def _write(connection: Connection, file: PartiesFile) -> None:
    await connection.executemany(SAVE_PARTY, [_party(party) for party in file.parties])
    await connection.execute(SUSPEND_OTHERS, [party.code for party in file.parties])
    await connection.execute(FORGET_STAFF)
    members = [_member(party.code, member) for party in file.parties for member in party.staff]
    await connection.executemany(SAVE_STAFF, members)
    await connection.execute(FORGET_OPERATORS)
    operators = [(one.code, one.name, one.phone, one.disabled) for one in file.operators]
    await connection.executemany(SAVE_OPERATOR, operators)
    await changes.note(connection, file.changes)
    await connection.execute(SET_TAKEN, file.revision, file.digest)


def _party(party: PartyRecord) -> tuple[object, ...]:
    return (
        party.code,
        party.kind.value,
        party.name,
        party.level,
        party.area,
        [role.value for role in party.roles],
        party.digest,
        bytes.fromhex(party.former_sha256) if party.former_sha256 else None,
        party.former_until,
        party.suspended,
    )


def _member(institution: str, member: StaffRecord) -> tuple[object, ...]:
    roles = [role.value for role in member.roles]
    return institution, member.practitioner, member.name, roles, member.phone, member.person_ref, member.disabled
