"""A party's request on its way to the engine: one line in a route, the decision does the rest."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from uuid import UUID

from contracts.event import Event
from contracts.ids import derived, uuid7
from fastapi import Depends, Request, Response
from pydantic import BaseModel

from chassis.http.bodies import raw_body, read_model
from chassis.http.inside import inside_of
from chassis.http.keys import HEADER, idempotency_key
from chassis.http.parties import Channel, Institution
from chassis.http.problems import MEDIA_TYPE, Problem
from chassis.message import Kind, Message
from chassis.parties.party import Party
from chassis.rows import Reply

M = TypeVar("M", bound=BaseModel)
APPLICATION_ID = "application-id"
_NOBODY = UUID(int=0)
_UUID7 = 7


class PathMismatch(Problem):
    """The body names another thing than the path."""

    def __init__(self, where: str) -> None:
        """Name the field."""
        super().__init__(400, "PATH_MISMATCH", "请求内容与地址不一致。", where=where)


@dataclass(frozen=True, slots=True)
class Call:
    """A request with its party known."""

    party: Party
    request: Request

    async def body(self, model: type[M]) -> M:
        """Return the body, strictly read (400, 413, 415, 422)."""
        return await read_model(self.request, model)

    async def ask(self, model: type[Event], subject: UUID) -> Response:
        """Let the engine decide the request, and give its answer: the same bytes each time the key is sent."""
        key = idempotency_key(self.request)
        await self.body(model)
        message = self._message(model, subject, key, await raw_body(self.request))
        return response_of(await inside_of(self.request).counter.ask(message))

    def new_subject(self) -> UUID:
        """Return the id for what this request begins: the sender's (`Application-Id`), or one that its key gives."""
        given = self.request.headers.get(APPLICATION_ID)
        if given is None:
            return derived(_NOBODY, f"{self.party.code}/{idempotency_key(self.request)}")
        return _uuid7(given)

    def _message(self, model: type[Event], subject: UUID, key: str, body: bytes) -> Message:
        identity = uuid7()
        return Message(
            kind=Kind.REQUEST,
            id=identity,
            source=self.party.code,
            subject=subject,
            type=model.type_name(),
            body=body,
            actor=self.party.code,
            correlation_id=identity,
            key=key,
            traceparent=str(self.request.state.trace),
        )


async def from_channel(request: Request, party: Channel) -> Call:
    """Return a channel's request."""
    return Call(party, request)


async def from_institution(request: Request, party: Institution) -> Call:
    """Return an institution's request."""
    return Call(party, request)


ChannelCall = Annotated[Call, Depends(from_channel)]
InstitutionCall = Annotated[Call, Depends(from_institution)]


def taking(body: type[BaseModel], answer: type[BaseModel], *, keyed: bool = True) -> dict[str, Any]:
    """Return what a route's decorator says of its body and answer, which are read and given by hand."""
    schema = body.model_json_schema(ref_template="#/components/schemas/{model}")
    extra: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
    if keyed:
        extra["parameters"] = [
            {"name": HEADER, "in": "header", "required": True, "schema": {"type": "string", "maxLength": 255}}
        ]
    return {"openapi_extra": extra, "responses": {200: {"model": answer}}}


def response_of(reply: Reply) -> Response:
    """Return the engine's answer as one of HTTP's: a refusal is a problem."""
    refused = reply.status >= 400  # noqa: PLR2004 - where HTTP's errors begin
    return Response(reply.body, reply.status, media_type=MEDIA_TYPE if refused else "application/json")


def _uuid7(given: str) -> UUID:
    try:
        found = UUID(given)
    except ValueError:
        found = _NOBODY
    if found.version != _UUID7 or str(found) != given:
        raise Problem(400, "APPLICATION_ID_INVALID", "Application-Id 须为小写的 UUIDv7。")
    return found
