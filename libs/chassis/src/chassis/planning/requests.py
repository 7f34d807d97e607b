"""Requests from outside: answered once; the same key gives the same bytes, another body under it is refused."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from contracts.event import Part
from pydantic import BaseModel

from chassis.decision import Answer, NotFound, Refused
from chassis.message import Message
from chassis.planning.desk import Desk, read
from chassis.planning.taking import Failed, Taken, answering, name_of
from chassis.planning.working import Working
from chassis.problem import problem, problem_of
from chassis.process import Asked
from chassis.rows import NewAnswer, Reply, StoredAnswer


class Malformed(Refused):
    """The request can't be read; `where` names the place."""

    detail = "请求内容有误，请检查标出的位置。"
    status = 422


class Done(Part):
    """The answer to a request whose decision has nothing to say."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A request with its outcome. `body` is the request as its model, where it could be read."""

    message: Message
    digest: bytes
    outcome: Answer | Refused
    body: BaseModel | None


def take_request(desk: Desk, message: Message) -> None:
    """Answer a request, from what is stored or by deciding it."""
    row = desk.row(message.subject)
    digest = digest_of(message)
    stored = desk.answers.get((message.source, message.key))
    if stored is not None and stored.digest == digest:
        desk.commit.replies[message.id] = stored.reply
        desk.settle(row, message)
    elif message.fault is not None:
        _unreadable(desk, row, message, message.fault)
    elif stored is None:
        _first_asked(desk, row, message, digest)
    else:
        _key_reused(desk, row, message)


def _unreadable(desk: Desk, row: Working[Any], message: Message, fault: str) -> None:
    # What came over HTTP is answered, and its sender has the bytes; what came over Kafka is kept.
    if message.origin is None:
        desk.commit.replies[message.id] = _reply_of(Malformed(where=fault))
    else:
        desk.park(row, message, Failed("unreadable", fault))


def _key_reused(desk: Desk, row: Working[Any], message: Message) -> None:
    detail = "这个请求编号已用于另一内容，请换一个新的编号。"
    desk.commit.replies[message.id] = Reply(422, problem(422, "IDEMPOTENCY_KEY_REUSED", detail))
    if message.origin is not None:
        desk.park(row, message, Failed("id_reused", "the same request id came with another body"))


def _first_asked(desk: Desk, row: Working[Any], message: Message, digest: bytes) -> None:
    route = desk.process.routes.get(message.type)
    if route is None:
        _malformed(desk, row, message, digest, Failed("unknown_type", message.type))
        return
    body = read(route.model, message.body)
    if isinstance(body, Failed):
        _malformed(desk, row, message, digest, body)
        return
    outcome = Failed("erased", "", NotFound()) if row.erased else desk.decide(row, route.decide, body, message)
    if isinstance(outcome, Taken):
        _answer(desk, row, Answered(message, digest, outcome.decision.answer or Answer(Done()), body))
        desk.settle(row, message)
    elif outcome.refused is not None:
        desk.audit(message, name_of(route.decide), "refused", outcome.detail)
        _answer(desk, row, Answered(message, digest, outcome.refused, body))
        desk.settle(row, message)
    else:
        _broken(desk, row, message, outcome)


def _malformed(desk: Desk, row: Working[Any], message: Message, digest: bytes, failed: Failed) -> None:
    if message.origin is not None:
        desk.park(row, message, failed)
    _answer(desk, row, Answered(message, digest, Malformed(where=failed.detail), None))


def _broken(desk: Desk, row: Working[Any], message: Message, failed: Failed) -> None:
    # Our own defect: parked for the operator with its cause; nothing is stored, so the party may simply ask again.
    detail = "系统暂时无法办理这项请求，工作人员已收到提醒。"
    desk.commit.replies[message.id] = Reply(500, problem(500, "INTERNAL", detail))
    desk.park(row, message, failed)


def _answer(desk: Desk, row: Working[Any], answered: Answered) -> None:
    """Store the answer, and tell a party that asked over Kafka."""
    message, reply = answered.message, _reply_of(answered.outcome)
    desk.commit.replies[message.id] = reply
    desk.commit.answers.append(NewAnswer(message.source, message.key, message.subject, answered.digest, reply))
    desk.answers[message.source, message.key] = StoredAnswer(answered.digest, reply)
    if message.origin is not None:
        asked = Asked(message.source, message.id, message.type, message.subject, answered.body)
        ready = answering(desk.process, asked, answered.outcome)
        desk.emit(row, message, [ready] if ready else [])


def digest_of(message: Message) -> bytes:
    """Return what makes two requests the same: type, subject and body."""
    body = message.body if isinstance(message.body, bytes) else message.body.model_dump_json().encode()
    return sha256(b"\0".join((message.type.encode(), message.subject.bytes, body))).digest()


def _reply_of(outcome: Answer | Refused) -> Reply:
    if isinstance(outcome, Refused):
        return Reply(outcome.status, problem_of(outcome))
    return Reply(outcome.status, outcome.body.model_dump_json(exclude_none=True).encode())
