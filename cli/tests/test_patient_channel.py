"""A channel that doesn't know what became of a request asks again under its key; the journal tells each try."""

import asyncio
from pathlib import Path
from typing import cast

import httpx
import pytest
from mante.demo.journal import Journal, Outcome, Refusal
from mante.demo.news import News
from mante.demo.place import Place
from mante.faults.load import patient
from mante.faults.load.patient import PatientChannel

OK = httpx.Response(200, json={"number": "1"})
CUT = httpx.ConnectError("cut")
AWAY = httpx.Response(503, json={"code": "AWAY"})
RUNNING = httpx.Response(409, json={"code": "REQUEST_IN_PROGRESS"})
NO = httpx.Response(422, json={"code": "PAPERS_MISSING"})
Answer = httpx.Response | httpx.HTTPError


class Nowhere:
    """All that a channel asks of a place."""

    front = "http://127.0.0.1:1"

    def secret(self, party: str) -> str:
        return party


class Answering(httpx.BaseTransport):
    """Answers in this order, and keeps the keys it was asked under."""

    def __init__(self, *answers: Answer) -> None:
        self.answers, self.keys = list(answers), list[str]()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.keys.append(request.headers["Idempotency-Key"])
        answer = self.answers.pop(0)
        if isinstance(answer, httpx.HTTPError):
            raise answer
        return answer


def channel(folder: Path, transport: Answering) -> PatientChannel:
    journal, news = Journal(folder / "journal"), News(lambda *_: None)
    found = PatientChannel(cast("Place", Nowhere()), "gz-app", journal, news, asyncio.Event())
    found._client.http = httpx.Client(base_url=Nowhere.front, transport=transport)
    return found


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "PAUSES", (0.0,))


async def test_an_open_outcome_is_written_down_and_asked_again_under_the_same_key(tmp_path: Path) -> None:
    transport = Answering(CUT, AWAY, RUNNING, OK)
    asking = channel(tmp_path, transport)
    await asking.lodge("a", {}, key="k")
    assert transport.keys == ["k"] * 4
    told = [(entry.outcome, entry.again) for entry in asking._journal.entries]
    open_, first = (Outcome.INVOKED, Outcome.UNKNOWN), [False, False]
    assert told == [
        *zip(open_, first, strict=True),
        *[(o, True) for o in (*open_, *open_, Outcome.INVOKED, Outcome.OK)],
    ]


async def test_a_refusal_is_an_answer(tmp_path: Path) -> None:
    asking = channel(tmp_path, Answering(NO))
    with pytest.raises(Refusal, match="PAPERS_MISSING"):
        await asking.lodge("a", {}, key="k")
    assert [entry.outcome for entry in asking._journal.entries] == [Outcome.INVOKED, Outcome.REFUSED]


async def test_it_gives_up_at_last_and_leaves_it_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "PATIENCE", -1.0)
    asking = channel(tmp_path, Answering(CUT))
    with pytest.raises(httpx.ConnectError):
        await asking.lodge("a", {}, key="k")
    assert [entry.outcome for entry in asking._journal.entries] == [Outcome.INVOKED, Outcome.UNKNOWN]
