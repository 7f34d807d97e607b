"""One set of pages under one prefix: its templates, the files they need, and the preferences of who reads them."""

from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.params import Depends as DependsOn
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from policy.text import Language, Text

from pages import assets, words
from pages.assets import Assets
from pages.errors import PageRoute
from pages.forms import Form, read_form
from pages.preferences import Preferences, TypeSize

SHARED = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Nobody else learns where somebody was; our own forms must come with their origin, which `no-referrer` takes away.
HEADERS = {"content-security-policy": POLICY, "referrer-policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class Page:
    """What every template knows as `page`: where it is, how it is read, and who reads it (shown in the header)."""

    site: "Site"
    path: str
    preferences: Preferences
    reader: str = ""

    @property
    def large(self) -> bool:
        """Whether in large type."""
        return self.preferences.type_size is TypeSize.LARGE


@dataclass(frozen=True)
class Site:
    """Pages under `prefix`; `folder` has their `templates` and `static` files.

    `title` and `sections` (path, name) stand in the header of each.
    """

    prefix: str
    folder: Path
    title: Text
    sections: tuple[tuple[str, Text], ...] = ()

    @cached_property
    def _assets(self) -> Assets:
        return Assets([assets.SHARED, self.folder / "static"])

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader([self.folder / "templates", SHARED]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(words.FILTERS)
        environment.globals.update(t=words.translated, asset=self.asset)
        return environment

    def asset(self, name: str) -> str:
        """Return the address of a file of ours; another content has another address."""
        return self.prefix + self._assets.path(name)

    def words(self, request: Request, template: str, *, reader: str = "", **known: Any) -> str:  # noqa: ANN401
        """Return a template filled in for whoever asks."""
        page = Page(self, request.url.path, Preferences.of(request), reader)
        return self._environment.get_template(template).render(page=page, **known)

    def show(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        reader: str = "",
        **known: Any,  # noqa: ANN401
    ) -> HTMLResponse:
        """Return a page."""
        content = self.words(request, template, reader=reader, **known)
        return HTMLResponse(content, status, HEADERS)

    def router(self, *before: DependsOn) -> APIRouter:
        """Return a router for this site's pages: errors are pages, and files and preferences are served already.

        `before` are dependencies of each of them, asked first.
        """
        routes = APIRouter(
            prefix=self.prefix, include_in_schema=False, route_class=PageRoute.of(self), dependencies=before
        )
        self._assets.serve(routes)
        self._preferences(routes)
        return routes

    def _preferences(self, routes: APIRouter) -> None:
        @routes.post("/preferences")
        async def prefer(request: Request) -> Response:
            chosen = await read_form(request, Chosen)
            answer = RedirectResponse(self.inside(chosen.back), HTTPStatus.SEE_OTHER)
            before = Preferences.of(request)
            Preferences(chosen.language or before.language, chosen.type_size or before.type_size).keep(answer)
            return answer

    def inside(self, path: str) -> str:
        """Return `path` if it is one of this site's, else its first page: nobody is led elsewhere."""
        ours = path == self.prefix or path.startswith((f"{self.prefix}/", f"{self.prefix}?"))
        return path if ours and "\\" not in path else self.prefix


class Chosen(Form):
    """A preference, and the page that it was chosen on."""

    language: Language | None = None
    type_size: TypeSize | None = None
    back: str = ""
