"""A shop: the smallest set of pages, with a sign-in that believes everybody."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from chassis.decision import NotFound
from chassis.http import problems
from chassis.http.addresses import Addresses, page_asked, sign_in_tried
from chassis.settings import AddressSettings
from chassis.storage import Away
from chassis.storage.driver import Pool
from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from pages.forms import Form, read_form
from pages.live import changes
from pages.sessions import TABLE, Sessions
from pages.signing_in import SignedIn
from pages.site import Site
from policy.text import Text

SITE = Site("/shop", Path(__file__).parent, Text(zh="小店", en="Shop"), (("/goods", Text(zh="货架", en="Shelf")),))
AT, ON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC), date(2026, 11, 24)


class Order(Form):
    what: str
    also: tuple[str, ...] = ()


class SignIn(Form):
    name: str


@dataclass
class Inside:
    """What the chassis keeps with an application, as far as pages ask for it."""

    addresses: Addresses
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


async def shop(pool: Pool, limits: AddressSettings | None = None) -> FastAPI:
    await pool.execute(TABLE)
    signed_in = SignedIn(Sessions(pool), "/shop", "https://shop.example")
    app = FastAPI()
    problems.install(app)
    app.state.inside = Inside(Addresses.of(limits or AddressSettings()))
    routes = SITE.router(Depends(page_asked))

    @routes.get("/goods")
    async def goods(request: Request, asked: str = "") -> Response:
        return SITE.show(request, "goods.html", asked=asked, at=AT, on=ON, kind=Text(zh="米", en="rice"))

    @routes.get("/mine")
    async def mine(request: Request, who: Annotated[str, Depends(signed_in)]) -> Response:
        return SITE.show(request, "goods.html", reader=who, asked=who, at=AT, on=ON, kind=None)

    @routes.post("/orders")
    async def order(request: Request) -> Response:
        found = await read_form(request, Order)
        return Response(f"{found.what} {','.join(found.also)}")

    @routes.post("/sign-in", dependencies=[Depends(sign_in_tried)])
    async def sign_in(request: Request) -> Response:
        answer = RedirectResponse("/shop/mine", 303)
        await signed_in.begin(answer, (await read_form(request, SignIn)).name)
        return answer

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        answer = RedirectResponse("/shop/goods", 303)
        await signed_in.end(request, answer)
        return answer

    @routes.get("/nothing/{number}")
    async def nothing(number: int) -> Response:
        raise NotFound if number else Away("gone fishing")

    @routes.get("/till")
    async def till(request: Request) -> Response:
        words = iter(["one\ntwo", "one\ntwo", "three"])

        async def render() -> str:
            found = next(words)
            if found == "three":
                app.state.inside.stopping.set()
            return found

        return changes(request, render, every=0)

    app.include_router(routes)
    return app
