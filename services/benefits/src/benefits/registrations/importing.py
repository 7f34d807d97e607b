"""Serial numbers come back: all of a file's, or none of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from chassis.asking import request_of
from chassis.http.operators import OPERATOR
from chassis.message import Message
from chassis.rows import Reply
from contracts.event import Part

from benefits.domain.registering import RegistrationBrought
from benefits.registrations.columns import NUMBER, REGISTRATION
from benefits.registrations.reading import BadLine, Line, Read, read
from benefits.store import Entitlements, Found

DecideAll: TypeAlias = Callable[[Sequence[Message]], Awaitable[Sequence[Reply]]]
"""What decides requests in one transaction."""

_OK = 200


class Imported(Part):
    """What became of a file: numbers that are new, those that were known, lines that have none yet."""

    registered: int
    unchanged: int
    waiting: int


class NotImported(Exception):  # noqa: N818
    """Nothing of the file was taken: `bad` names every line to put right."""

    def __init__(self, bad: Sequence[BadLine]) -> None:
        """Keep the lines."""
        super().__init__(f"{len(bad)} bad lines")
        self.bad = tuple(bad)


@dataclass(frozen=True, slots=True)
class Importing:
    """Takes clerks' files."""

    entitlements: Entitlements
    decide: DecideAll

    async def take(self, raw: bytes, by: str) -> Imported:
        """Note every number of the file; raises `NotImported` if one line of it can't be.

        The same file again changes nothing. Only imports bring numbers and one runs at a time: what was checked is
        still true when it is decided.
        """
        said = read(raw)
        if said.bad:
            raise NotImported(said.bad)
        async with self.entitlements.one_import_at_a_time():
            return await self._take(said, by)

    async def _take(self, said: Read, by: str) -> Imported:
        lines = {one.number: one for one in said.lines}
        found = await self.entitlements.by_number(lines)
        owners = await self.entitlements.owners({one.registration for one in said.lines})
        bad = [BadLine(one.line, *why) for one in lines.values() if (why := _against(one, found, owners))]
        if bad:
            raise NotImported(bad)
        new = [one for one in lines.values() if found[one.number].entitlement.registration is None]
        replies = await self.decide([_message(one, found[one.number], by) for one in new]) if new else []
        if refused := [
            BadLine(one.line, REGISTRATION, "refused")
            for one, reply in zip(new, replies, strict=True)
            if reply.status != _OK
        ]:
            raise NotImported(refused)
        return Imported(registered=len(new), unchanged=len(lines) - len(new), waiting=said.waiting)


def _against(line: Line, found: dict[str, Found], owners: dict[str, str]) -> tuple[str, str] | None:
    """Return column and reason for a line that can't be taken."""
    there = found.get(line.number)
    if there is None or there.entitlement.grant is None:
        return NUMBER, "no entitlement was granted under this number"
    known = there.entitlement.registration
    if known is not None and known.number != line.registration:
        return REGISTRATION, "the entitlement is registered under another number"
    if owners.get(line.registration, line.number) != line.number:
        return REGISTRATION, "the number belongs to another entitlement"
    return None


def _message(line: Line, found: Found, by: str) -> Message:
    brought = RegistrationBrought(registration=line.registration)
    key = f"registration:{found.application_id}:{line.registration}"
    return request_of(OPERATOR, brought, found.application_id, actor=by, key=key)
