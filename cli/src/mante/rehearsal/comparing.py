"""What would differ: outcomes, deadlines, notices and decisions, by application, each with where it began."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from chassis.operations.records import explanations

from mante.rehearsal.history import Decided
from mante.rehearsal.stage import Stage

Json = Any
Change = tuple[str, Json, Json]
"""Where something differs, what it was, what it would be."""


class What(StrEnum):
    """What a person would notice of a difference."""

    OUTCOME = "outcome"
    DEADLINE = "deadline"
    NOTICE = "notice"
    DECISION = "decision"


_MEANS = {
    What.OUTCOME: ("outcome", "status", "benefit_start", "reasons", "ending"),
    What.DEADLINE: ("decide_by", "answer_by", "expected_by", "wait_until", "due", "timers", "term"),
    What.NOTICE: ("items", "notices", "title", "text", "SupplementRequested", "AppMessageDue", "MessageDue", "SendSms"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`where` is a field or a decision; `why` what the decision that began it says of itself."""

    application: UUID
    service: str
    what: What
    where: str
    was: str
    would_be: str
    why: str


def against_the_record(stage: Stage) -> list[Difference]:
    """Return where the rehearsal differs from what was decided and is stored."""
    said: dict[UUID, list[Decided]] = {}
    for decided in stage.history.decided:
        if (decided.outcome != "parked" and decided.message is not None) or decided.kind == "timer":
            said.setdefault(decided.subject, []).append(decided)
    found: list[Difference] = []
    for subject, decisions in said.items():
        found += _of_decisions(stage, subject, decisions)
        found += _of_state(stage, subject)
    return found


def between(one: Stage, other: Stage) -> list[Difference]:
    """Return where one rehearsal differs from another: everything that leaves the service, to the letter."""
    was, would_be = _leaving(one), _leaving(other)
    return [
        difference
        for subject in was.keys() | would_be.keys()
        for difference in _of_what_leaves(other, subject, was.get(subject, []), would_be.get(subject, []))
    ]


def _of_decisions(stage: Stage, subject: UUID, said: Sequence[Decided]) -> Iterator[Difference]:
    was = [(one.decision, one.outcome, one.emitted) for one in said if one.outcome in ("decided", "refused")]
    heard = [(one.decision, one.outcome, one.emitted) for one in stage.heard.get(subject, [])]
    for old, new in _unequal(was, heard):
        yield _difference(stage, subject, ("decision", old, new), (new or old or ("", "", ()))[0])
        return  # what follows on the same application follows from this


def _of_state(stage: Stage, subject: UUID) -> Iterator[Difference]:
    standing, row = stage.history.stands.get(subject), stage.storage.rows.get(subject)
    if standing is None or row is None or row.state is None:
        return
    process = stage.process
    stored = process.codec.dump_json(process.open(orjson.dumps(standing.state), standing.version))
    last = _decision(stage, subject, "")
    for change in _paths(orjson.loads(stored), orjson.loads(row.state), ""):
        yield _difference(stage, subject, change, last)


def _of_what_leaves(stage: Stage, subject: UUID, was: list[Json], would_be: list[Json]) -> Iterator[Difference]:
    for old, new in _unequal(was, would_be):
        known = new or old
        decision = _decision(stage, subject, known["cause"])
        for change in _paths(old and old["body"], new and new["body"], known["type"]):
            yield _difference(stage, subject, change, decision)


def _leaving(stage: Stage) -> dict[UUID, list[Json]]:
    found: dict[UUID, list[Json]] = {}
    for out in stage.storage.outbox:
        headers = orjson.loads(out.headers)
        name, cause = headers["ce_type"].split(".")[1], headers["ce_causationid"]
        found.setdefault(out.subject, []).append({"type": name, "cause": cause, "body": orjson.loads(out.value)})
    for effect in stage.storage.effects.values():
        body = {"type": effect.new.kind, "cause": "", "body": orjson.loads(effect.new.body)}
        found.setdefault(effect.new.subject, []).append(body)
    for (subject, kind), due in stage.storage.timers.items():
        found.setdefault(subject, []).append({"type": "timers", "cause": "", "body": {kind: due.isoformat()}})
    return found


def _decision(stage: Stage, subject: UUID, cause: str) -> str:
    """Return the decision on the message `cause`; the last one on the application, where that isn't known."""
    rows = stage.heard.get(subject, [])
    return next((row.decision for row in rows if str(row.message.id) == cause), rows[-1].decision if rows else "")


def _unequal(was: Sequence[Any], would_be: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for place in range(max(len(was), len(would_be))):
        old = was[place] if place < len(was) else None
        new = would_be[place] if place < len(would_be) else None
        if old != new:
            yield old, new


def _paths(was: Json, would_be: Json, path: str) -> Iterator[Change]:
    if isinstance(was, Mapping) and isinstance(would_be, Mapping):
        for name in dict.fromkeys((*was, *would_be)):
            yield from _paths(was.get(name), would_be.get(name), f"{path}.{name}".lstrip("."))
    elif was != would_be:
        yield path, was, would_be


def _difference(stage: Stage, subject: UUID, change: Change, decision: str) -> Difference:
    where, was, would_be = change[0], _words(change[1]), _words(change[2])
    why = explanations(stage.process).get(decision, "").split("\n\n", maxsplit=1)[0].replace("\n", " ")
    return Difference(subject, stage.process.name, _what(where + was + would_be), where, was, would_be, why)


def _what(words: str) -> What:
    return next((what for what, names in _MEANS.items() if any(name in words for name in names)), What.DECISION)


def _words(value: Json) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, tuple) and len(value) == 3:  # noqa: PLR2004 - a decision, how it ended, what it told
        decision, outcome, emitted = value
        return f"{decision} {outcome}" + (f" → {', '.join(emitted)}" if emitted else "")
    return orjson.dumps(value).decode()[:300]
