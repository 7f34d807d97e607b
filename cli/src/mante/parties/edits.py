"""What a command makes of the parties file: pure, each edit a revision with its change on record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from chassis.parties.file import PartiesFile
from chassis.parties.records import Change, PartyRecord, Role, What
from pydantic import SecretStr

Edit = Callable[[PartiesFile], PartiesFile]


class CannotBe(Exception):  # noqa: N818 - says what is wrong
    """The edit makes no sense for the file as it is; the text says why."""


@dataclass(frozen=True)
class Author:
    """Who changes something, when, and why."""

    by: str
    at: datetime
    reason: str


def added(file: PartiesFile, party: PartyRecord, author: Author) -> PartiesFile:
    """The file with a further party."""
    if any(party.code == known.code for known in file.parties):
        raise CannotBe(f"there is a party {party.code} already")
    if Role.AGENCY in party.roles and (other := _agency(file, party.area)):
        raise CannotBe(f"{party.area} has an agency already: {other}")
    return next_revision(file, author, What.ADDED, {party.code: ()}, parties=(*file.parties, party))


def suspended(file: PartiesFile, code: str, author: Author) -> PartiesFile:
    """The file with a party that takes no part any more, and keeps its staff and its secret for its return."""
    if party_of(file, code).suspended:
        raise CannotBe(f"{code} is suspended already")
    return _with(file, author, What.SUSPENDED, code, suspended=True)


def resumed(file: PartiesFile, code: str, author: Author, fresh: str) -> PartiesFile:
    """The file with a party back. Where only the hash of its secret is kept, it gets `fresh`."""
    party = party_of(file, code)
    if not party.suspended:
        raise CannotBe(f"{code} is not suspended")
    secret = {} if party.secret is not None else _secret(party, fresh)
    return _with(file, author, What.RESUMED, code, suspended=False, **secret)


def rotated(file: PartiesFile, code: str, author: Author, fresh: str, until: datetime | None) -> PartiesFile:
    """The file with a fresh secret for a party; HTTP takes the former one `until` then."""
    party = party_of(file, code)
    former = {"former_sha256": party.digest.hex(), "former_until": until} if until else _NO_FORMER
    return _with(file, author, What.ROTATED, code, **_secret(party, fresh), **former)


def edited(file: PartiesFile, author: Author) -> PartiesFile:
    """The file as it was edited by hand, as a revision of its own."""
    return next_revision(file, author, What.EDITED, {"": ()})


def party_of(file: PartiesFile, code: str) -> PartyRecord:
    """The party of that code; raises CannotBe."""
    found = next((party for party in file.parties if party.code == code), None)
    if found is None:
        raise CannotBe(f"there is no party {code}; `mante party ls` lists them")
    return found


def replaced(file: PartiesFile, party: PartyRecord) -> tuple[PartyRecord, ...]:
    """The file's parties with this one in its place."""
    return tuple(party if party.code == known.code else known for known in file.parties)


def next_revision(
    file: PartiesFile,
    author: Author,
    what: What,
    touched: Mapping[str, Sequence[str]],
    **news: Any,  # noqa: ANN401
) -> PartiesFile:
    """The file with `news`, and with a change on record for each party that is `touched`, with whom of its staff.

    What was edited by hand since the last command gets on record, too: all that can be known of it is that it was.
    """
    revision, about = file.revision + 1, {"at": author.at, "by": author.by, "reason": author.reason}
    changes = [
        Change(revision=revision, what=what, code=code, staff=tuple(who), **about) for code, who in touched.items()
    ]
    if file.edited and what is not What.EDITED:
        by_hand = about | {"reason": f"by hand, after revision {file.revision}"}
        changes.insert(0, Change(revision=revision, what=What.EDITED, **by_hand))
    fields = {"parties": file.parties, "operators": file.operators} | news
    fresh = PartiesFile(revision=revision, changes=(*file.changes, *changes), **fields)
    return fresh.model_copy(update={"sha256": fresh.digest.hex()})


def _with(file: PartiesFile, author: Author, what: What, code: str, **news: object) -> PartiesFile:
    party = party_of(file, code).model_copy(update=news)
    return next_revision(file, author, what, {code: ()}, parties=replaced(file, party))


def _secret(party: PartyRecord, fresh: str) -> dict[str, object]:
    """A fresh secret, kept as the old one was: itself, or its hash."""
    if party.secret is not None:
        return {"secret": SecretStr(fresh)}
    return {"secret_sha256": sha256(fresh.encode()).hexdigest()}


def _agency(file: PartiesFile, area: str | None) -> str | None:
    active = (party for party in file.parties if Role.AGENCY in party.roles and not party.suspended)
    return next((party.code for party in active if party.area == area), None)


_NO_FORMER: Mapping[str, None] = {"former_sha256": None, "former_until": None}
