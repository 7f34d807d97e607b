"""The demo's back end over HTTP shows each message once, whatever was there before and whatever comes again."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from chassis.testing.eventually import eventually
from mante.demo.journal import Journal
from mante.demo.news import News
from mante.demo.place import Place
from mante.demo.players.web_channel import WebChannel

Json = dict[str, Any]


class Nowhere:
    """All that a channel asks of a place."""

    front = "http://127.0.0.1:1"

    def secret(self, party: str) -> str:
        return party


@dataclass
class Mante:
    """Its updates, a page of two at a time, and the receipts that it was given."""

    topic: list[Json]
    receipts: list[str] = field(default_factory=list)

    def updates(self, after: int | None, _wait: int) -> tuple[list[Json], int]:
        start = 0 if after is None else after + 1
        page = self.topic[start : start + 2]
        return page, start + len(page) - 1

    def receipt(self, _application: str, notice: str, _at: str) -> None:
        self.receipts.append(notice)


def message(number: int) -> Json:
    return {"id": f"e{number}", "type": "mante.MessageDue.v1", "subject": "a", "data": {"notice_id": f"n{number}"}}


async def test_what_was_there_before_is_passed_over_and_what_comes_twice_is_shown_once(tmp_path: Path) -> None:
    mante, closing = Mante([message(number) for number in range(5)]), asyncio.Event()
    news = News(lambda *_: None)
    channel = WebChannel(cast("Place", Nowhere()), "gz-app", Journal(tmp_path / "journal"), news, closing)
    channel._client.updates, channel._client.receipt = mante.updates, mante.receipt  # type: ignore[method-assign, assignment]
    async with channel:
        mante.topic += [message(5), message(6), message(5), message(7)]
        try:
            await eventually(lambda: "n7" in mante.receipts)
        finally:
            closing.set()
    assert mante.receipts == ["n5", "n6", "n7"]
    assert [data["notice_id"] for _, data in news.messages] == ["n5", "n6", "n7"]
