"""All parties at one moment: what a decision asks about institutions, and what a login is held against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from types import MappingProxyType

from contracts.catalogue import PartyKind

from chassis.parties.party import Party, Staff

NOBODYS_SECRET = bytes(32)
NONE: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot that never changes; the next one replaces it."""

    parties: Mapping[str, Party]
    people: Mapping[str, tuple[Staff, ...]]
    secrets: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls, parties: Iterable[Party], staff: Iterable[Staff] = (), secrets: Mapping[str, bytes] = NONE
    ) -> "Directory":
        """Return the directory of these parties; `secrets` are SHA-256 digests by party code."""
        people: dict[str, list[Staff]] = {}
        for one in sorted(staff, key=lambda member: member.practitioner):
            people.setdefault(one.institution, []).append(one)
        known = {party.code: party for party in sorted(parties, key=lambda party: party.code)}
        return cls(known, {at: tuple(members) for at, members in people.items()}, secrets)

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
        """Return the people of an institution, by code."""
        return self.people.get(institution, ())

    def practitioner(self, institution: str, code: str) -> Staff | None:
        """Return one of an institution's people."""
        return next((member for member in self.staff(institution) if member.practitioner == code), None)

    def recognise(self, code: str, secret: str) -> Party | None:
        """Return the party whose secret this is; as slow for a wrong code as for a wrong secret."""
        known = self.secrets.get(code, NOBODYS_SECRET)
        right = compare_digest(known, sha256(secret.encode()).digest())
        return self.party(code) if right else None

    def _active(self, role: str) -> Iterable[Party]:
        return (
            party
            for party in self.parties.values()
            if party.kind is PartyKind.INSTITUTION and role in party.roles and not party.suspended
        )


EMPTY = Directory.of(())
"""Before the first look into the database."""
