"""Writing the parties file into the service's tables."""

from chassis.parties.file import PartiesFile, PartyRecord, StaffRecord
from chassis.storage.driver import Connection

SAVE_PARTY = """
insert into parties (code, kind, name, level, area, roles, secret_sha256, suspended)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (code) do update set kind = excluded.kind, name = excluded.name, level = excluded.level,
    area = excluded.area, roles = excluded.roles, secret_sha256 = excluded.secret_sha256,
    suspended = excluded.suspended, changed_at = clock_timestamp()
"""
# Gone from the file is gone from the door; the row stays, for what it did is on record.
SUSPEND_OTHERS = "update parties set suspended = true where code <> all($1::text[]) and not suspended"
FORGET_STAFF = "delete from staff"
SAVE_STAFF = """
insert into staff (institution, practitioner, name, roles, phone, person_ref) values ($1, $2, $3, $4, $5, $6)
"""


async def write(connection: Connection, file: PartiesFile) -> None:
    """Make the tables say what the file says, in one transaction."""
    async with connection.transaction():
        await connection.executemany(SAVE_PARTY, [_party(party) for party in file.parties])
        await connection.execute(SUSPEND_OTHERS, [party.code for party in file.parties])
        await connection.execute(FORGET_STAFF)
        members = [_member(party.code, member) for party in file.parties for member in party.staff]
        await connection.executemany(SAVE_STAFF, members)


def _party(party: PartyRecord) -> tuple[object, ...]:
    return (
        party.code,
        party.kind.value,
        party.name,
        party.level,
        party.area,
        [role.value for role in party.roles],
        party.digest,
        party.suspended,
    )


def _member(institution: str, member: StaffRecord) -> tuple[object, ...]:
    roles = [role.value for role in member.roles]
    return institution, member.practitioner, member.name, roles, member.phone, member.person_ref
