"""The examples' transport asks again for as long as it says."""

from collections.abc import Iterator

import httpx
import mante.demo  # noqa: F401 - which finds the examples
import pytest
from ask_again import AskAgain


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "1"}, {"Retry-After": "3"}])
def test_it_asks_for_three_quarters_of_a_minute_however_soon_it_is_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    slept: list[float] = []

    def answers() -> Iterator[httpx.Response]:
        while sum(slept) < 44:
            yield httpx.Response(503, headers=headers)
        yield httpx.Response(200)

    given = answers()
    monkeypatch.setattr("ask_again.time.sleep", slept.append)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *_: next(given))
    assert AskAgain().handle_request(httpx.Request("GET", "http://127.0.0.1:9")).status_code == 200
