"""The lines of a service's history, as its operations interface gives them."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from chassis.decision import Holder
from chassis.message import Kind, Message
from chassis.parties import Directory, Party, Staff
from chassis.storage.records import message_from
from contracts.catalogue import PartyKind


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision on record: the message (None if it can't be had again), and what came of it."""

    at: datetime
    subject: UUID
    message_id: UUID
    kind: str
    type: str
    decision: str
    outcome: str
    emitted: tuple[str, ...]
    message: Message | None


@dataclass(frozen=True, slots=True)
class Standing:
    """An application as it is stored, and its timers."""

    state: Any
    version: int
    timers: Mapping[str, datetime]


@dataclass(slots=True)
class History:
    """One service's history. `held` are the keys that applications outside of it hold."""

    service: str = ""
    directory: Directory = field(default_factory=lambda: Directory.of(()))
    held: dict[str, Holder] = field(default_factory=dict)
    decided: list[Decided] = field(default_factory=list)
    stands: dict[UUID, Standing] = field(default_factory=dict)


def read(lines: Iterable[bytes | str]) -> History:
    """Return the history that the lines tell."""
    history = History()
    for line in lines:
        _TAKE[(found := orjson.loads(line))["line"]](history, found)
    return history


def _about(history: History, line: Mapping[str, Any]) -> None:
    history.service = line["service"]
    history.held = {key: Holder(UUID(one["subject"]), one["note"]) for key, one in line["held"].items()}
    history.directory = _directory(line["parties"])


def _decided(history: History, line: Mapping[str, Any]) -> None:
    history.decided.append(
        Decided(
            at=datetime.fromisoformat(line["at"]),
            subject=UUID(line["subject"]),
            message_id=UUID(line["message_id"]),
            kind=line["kind"],
            type=line["type"],
            decision=line["decision"],
            outcome=line["outcome"],
            emitted=tuple(name for name in line["emitted"].split(",") if name),
            message=_message(line),
        )
    )


def _message(line: Mapping[str, Any]) -> Message | None:
    if line["envelope"] is None:
        return None
    return message_from(line["envelope"], base64.b64decode(line["body"]))


def _stands(history: History, line: Mapping[str, Any]) -> None:
    timers = {kind: datetime.fromisoformat(due) for kind, due in line["timers"].items()}
    history.stands[UUID(line["subject"])] = Standing(line["state"], line["version"], timers)


_TAKE = {"about": _about, "decided": _decided, "stands": _stands}


def _directory(parties: Sequence[Mapping[str, Any]]) -> Directory:
    known = [
        Party(
            one["code"],
            PartyKind(one["kind"]),
            one["code"],
            one["level"],
            one["area"],
            frozenset(one["roles"]),
            one["suspended"],
        )
        for one in parties
    ]
    staff = [
        Staff(
            practitioner=member["practitioner"],
            institution=one["code"],
            name=member["practitioner"],
            roles=frozenset(member["roles"]),
            person_ref=UUID(member["person_ref"]) if member["person_ref"] else None,
        )
        for one in parties
        for member in one["staff"]
    ]
    return Directory.of(known, staff)


__all__ = ["Decided", "History", "Kind", "Standing", "read"]
