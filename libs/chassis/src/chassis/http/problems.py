"""Errors as problem details (RFC 9457): a stable `code` for programs, `detail` in Chinese for people, `where`."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

import asyncpg
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from chassis.asking import Busy
from chassis.decision import Refused
from chassis.http.faults import faults_of
from chassis.problem import problem, problem_of
from chassis.storage import Away
from chassis.storage.errors import in_our_words

MEDIA_TYPE = "application/problem+json"
RETRY_SOON = {"Retry-After": "1"}
CHALLENGE = {"WWW-Authenticate": "Bearer"}
RETRY_LATER = {"Retry-After": "3"}
_DETAILS = {
    400: "请求无法识别，请检查后重试。",
    401: "请先登录。",
    403: "没有权限进行这项操作。",
    404: "没有找到这项内容。",
    405: "该地址不支持这种操作。",
    413: "请求内容过大。",
    415: "请求内容的格式不受支持。",
}
_log = structlog.get_logger()


class Problem(Exception):  # noqa: N818
    """An answer that is no success, raised by whatever reads the request. `more` are extra members of the body.

    `english` says on pages what `detail` says in Chinese; empty where there are no such words.
    """

    english = ""

    def __init__(
        self, status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
    ) -> None:
        """Keep what the answer will say."""
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail
        self.headers, self.more = dict(headers or {}), more


def answer(status: int, body: bytes, headers: Mapping[str, str] | None = None) -> Response:
    """Return a response with a problem's bytes."""
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def internal() -> Response:
    """Return what is said of our own defects: nothing."""
    return answer(500, problem(500, "INTERNAL", "系统暂时无法办理这项请求，请稍后重试。"))


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem."""
    handlers: dict[type[Exception], Callable[..., Awaitable[Response]]] = {
        Problem: _raised,
        Refused: _refused,
        RequestValidationError: _unfit,
        HTTPException: _by_status,
        Busy: _busy,
        Away: _away,
        asyncpg.PostgresError: _from_the_driver,
        asyncpg.InterfaceError: _from_the_driver,
        asyncpg.InternalClientError: _from_the_driver,
        OSError: _from_the_driver,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _raised(_: Request, found: Problem) -> Response:
    return answer(found.status, problem(found.status, found.code, found.detail, **found.more), found.headers)


async def _refused(_: Request, refused: Refused) -> Response:
    headers = CHALLENGE if refused.status == HTTPStatus.UNAUTHORIZED else None
    return answer(refused.status, problem_of(refused), headers)


async def _unfit(_: Request, error: RequestValidationError) -> Response:
    faults = faults_of(error.errors())
    return answer(422, problem(422, "REQUEST_INVALID", "请求参数有误，请检查标出的位置。", errors=faults))


async def _by_status(_: Request, error: HTTPException) -> Response:
    detail = _DETAILS.get(error.status_code, _DETAILS[400])
    code = HTTPStatus(error.status_code).name
    return answer(error.status_code, problem(error.status_code, code, detail), error.headers)


async def _busy(_: Request, __: Busy) -> Response:
    detail = "同一请求正在办理，请稍候再查询结果。"
    return answer(409, problem(409, "REQUEST_IN_PROGRESS", detail), RETRY_SOON)


async def _away(_: Request, away: Away) -> Response:
    _log.warning("request.unserved", reason=str(away))
    return answer(503, problem(503, "AWAY", "系统繁忙，请稍后重试。"), RETRY_LATER)


async def _from_the_driver(request: Request, error: Exception) -> Response:
    """Tell an outage of the database, under a query, from a defect of ours."""
    try:
        with in_our_words():
            raise error  # noqa: TRY301 - into the words that follow
    except Away as away:
        return await _away(request, away)
    except Exception:  # noqa: BLE001 - a defect: logged, and answered like every other
        _log.exception("request.failed")
        return internal()
