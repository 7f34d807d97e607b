"""All parties at one moment: what a decision asks about institutions, and what a login is held against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from types import MappingProxyType

from contracts.catalogue import PartyKind

from chassis.parties.party import Operator, Party, Staff

NOBODYS_SECRET = (bytes(32),)
NONE: Mapping[str, Sequence[bytes]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot that never changes; the next one replaces it."""

    parties: Mapping[str, Party]
    people: Mapping[str, tuple[Staff, ...]]
    secrets: Mapping[str, Sequence[bytes]] = field(default_factory=dict, repr=False)
    operators: Mapping[str, Operator] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        parties: Iterable[Party],
        staff: Iterable[Staff] = (),
        secrets: Mapping[str, Sequence[bytes]] = NONE,
        operators: Iterable[Operator] = (),
    ) -> "Directory":
        """Return the directory of these parties; `secrets` are the SHA-256 digests that count now, by party code."""
        people: dict[str, list[Staff]] = {}
        for one in sorted(staff, key=lambda member: member.practitioner):
            people.setdefault(one.institution, []).append(one)
        known = {party.code: party for party in sorted(parties, key=lambda party: party.code)}
        by_institution = {at: tuple(members) for at, members in people.items()}
        return cls(known, by_institution, secrets, {one.code: one for one in operators})

    def party(self, code: str) -> Party | None:
        """Return the party, suspended or not."""
        return self.parties.get(code)

    def institutions(self, area: str, min_level: int = 1) -> tuple[Party, ...]:
        """Return the hospitals of `area` with at least this level that take part now, by code."""
        return tuple(
            party for party in self._active("hospital") if party.area == area and (party.level or 0) >= min_level
        )

    def agency(self, area: str) -> Party | None:
        """Return the agency (经办机构) of `area`."""
        return next((party for party in self._active("agency") if party.area == area), None)

    def staff(self, institution: str) -> tuple[Staff, ...]:
        """Return the people of an institution, by code; who is disabled is left out."""
        return tuple(member for member in self.people.get(institution, ()) if not member.disabled)

    def practitioner(self, institution: str, code: str) -> Staff | None:
        """Return one of an institution's people, disabled or not."""
        return next((member for member in self.people.get(institution, ()) if member.practitioner == code), None)

    def posts(self, practitioner: str) -> tuple[Staff, ...]:
        """Return where somebody may work now: not disabled there, and the institution not suspended."""
        active = (party.code for party in self.parties.values() if not party.suspended)
        found = (self.practitioner(institution, practitioner) for institution in active)
        return tuple(member for member in found if member is not None and not member.disabled)

    def operator(self, code: str) -> Operator | None:
        """Return an operator, disabled or not."""
        return self.operators.get(code)

    def recognise(self, code: str, secret: str) -> Party | None:
        """Return the party whose secret this is; as slow for a wrong code as for a wrong secret."""
        given = sha256(secret.encode()).digest()
        right = [known for known in self.secrets.get(code, NOBODYS_SECRET) if compare_digest(known, given)]
        return self.party(code) if right else None

    def _active(self, role: str) -> Iterable[Party]:
        return (
            party
            for party in self.parties.values()
            if party.kind is PartyKind.INSTITUTION and role in party.roles and not party.suspended
        )


EMPTY = Directory.of(())
"""Before the first look into the database."""
