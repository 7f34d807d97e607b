"""Errors as pages: what went wrong and what to do, with the code that an operator can look for."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chassis.asking import Busy
from chassis.decision import Refused
from chassis.http.problems import Problem
from chassis.storage import Away
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

if TYPE_CHECKING:
    from pages.site import Site

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class SignInNeeded(Exception):  # noqa: N818
    """Nobody is signed in, or no longer; the sign-in page comes first, then the one that was asked for."""


class PageRoute(APIRoute):
    """A route whose errors are pages of its site."""

    site: "Site"

    @classmethod
    def of(cls, site: "Site") -> type["PageRoute"]:
        """Return the class of routes of one site."""
        return type("SitePageRoute", (cls,), {"site": site})

    def get_route_handler(self) -> Handler:
        """Return the handler, with the site's way of telling errors around it."""
        handle, site = super().get_route_handler(), self.site

        async def handle_or_tell(request: Request) -> Response:
            try:
                return await handle(request)
            except SignInNeeded:
                return _to_sign_in(site, request)
            except Refused as no:
                return _told(site, request, no.status, no.code, no.text)
            except Problem as no:
                told = _told(site, request, no.status, no.code, no.detail, no.english)
                told.headers.update(no.headers)
                return told
            except RequestValidationError:
                return _told(site, request, HTTPStatus.NOT_FOUND, "NOT_FOUND", "没有找到这个页面。")
            except (Away, Busy):
                return _told(site, request, HTTPStatus.SERVICE_UNAVAILABLE, "AWAY", "系统繁忙，请稍后重试。")

        return handle_or_tell


def detail_of(no: Refused | Problem) -> str:
    """Return what is said to the person."""
    return no.text if isinstance(no, Refused) else no.detail


def _to_sign_in(site: "Site", request: Request) -> Response:
    wanted = request.url.path if request.method == "GET" else site.prefix
    return RedirectResponse(f"{site.prefix}/sign-in?next={wanted}", HTTPStatus.SEE_OTHER)


def _told(  # noqa: PLR0913, PLR0917 - what an error is
    site: "Site", request: Request, status: int, code: str, detail: str, english: str = ""
) -> Response:
    return site.show(request, "error.html", status=status, code=code, detail=detail, english=english)
