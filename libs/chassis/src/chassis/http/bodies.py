"""Reading a request's body by hand: bounded in size and time, JSON and nothing else, every unknown field refused."""

import asyncio
from collections.abc import Sequence
from typing import TypeVar

from contracts.codec import Place, Unreadable, check
from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from chassis.http.faults import faults_of
from chassis.http.problems import Problem

M = TypeVar("M", bound=BaseModel)
MAX_BYTES = 256 * 1024
SECONDS = 10.0


async def raw_body(request: Request, most: int = MAX_BYTES) -> bytes:
    """Return the body; 413 over `most` bytes, 408 if it takes longer than ten seconds. It may be asked for again."""
    known: bytes | None = getattr(request.state, "raw_body", None)
    if known is None:
        _refuse_by_header(request, most)
        known = request.state.raw_body = await _read(request, most)
    return known


async def read_model(request: Request, model: type[M], cleaned: Sequence[Place] = ()) -> M:
    """Return the body as `model`, strictly: 415, 400 (ambiguous or broken JSON), 422 with every fault named.

    At the places `cleaned` unseen characters are let through: the model takes them out.
    """
    _refuse_by_type(request)
    return strictly(model, await raw_body(request), cleaned)


def strictly(model: type[M], raw: bytes, cleaned: Sequence[Place] = ()) -> M:
    """Return the bytes as `model`. What readers of events pass over, a field from elsewhere, is refused here."""
    try:
        check(raw, cleaned)
        return model.model_validate_json(raw, extra="forbid")
    except Unreadable as error:
        detail = "请求内容不是可接受的 JSON。"
        raise Problem(400, "BODY_UNREADABLE", detail, reason=error.reason, where=error.where) from None
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False, include_input=False, include_context=False))
        raise Problem(422, "BODY_INVALID", "请求内容有误，请检查标出的位置。", errors=faults) from None


def _refuse_by_type(request: Request) -> None:
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.strip().removeprefix("charset=").strip('"')
    encoded = request.headers.get("content-encoding", "identity").lower() != "identity"
    if media_type.strip() != "application/json" or charset not in {"", "utf-8"} or encoded:
        raise Problem(415, "UNSUPPORTED_MEDIA_TYPE", "请求内容须为 UTF-8 编码的 application/json。")


def _refuse_by_header(request: Request, most: int) -> None:
    declared = request.headers.get("content-length", "0")
    if not (declared.isascii() and declared.isdigit()):
        raise Problem(400, "BAD_REQUEST", "请求无法识别，请检查后重试。")
    if len(declared) > len(str(most)) or int(declared) > most:
        raise _too_large(most)


async def _read(request: Request, most: int) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError:
        raise Problem(408, "BODY_TIMEOUT", "请求内容未能及时传完，请重试。") from None
    except ClientDisconnect:
        raise Problem(400, "BODY_INCOMPLETE", "请求内容不完整。") from None
    return bytes(body)


def _too_large(most: int) -> Problem:
    # What follows on this connection can't be told from the rest of the body: it is closed.
    detail = f"请求内容过大，最多 {most // 1024} kB。"
    return Problem(413, "BODY_TOO_LARGE", detail, headers={"Connection": "close"})
