"""Signing in at the pages: what the browser is given to keep, and what guessing leads to."""

from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from .town import ANNA, DOCTOR, House

NOBODY = {"authorization": ""}


@pytest.mark.parametrize("served", ["intake"], indirect=True)
async def test_a_code_is_guessed_five_times_and_then_not_for_a_quarter_of_an_hour(served: House) -> None:
    form = urlencode({"area": "520200", **ANNA}).encode()
    begun = await served.knock("POST", "/apply/sign-in", NOBODY, form)
    (pending,) = SimpleCookie(begun.headers["set-cookie"]).values()
    assert (pending["secure"], pending["httponly"], pending["samesite"], pending["path"]) == (
        True,
        True,
        "lax",
        "/apply",
    )

    browser = {"cookie": f"{pending.key}={pending.value}"}
    tries = [await served.knock("POST", "/apply/code", browser, f"code={number:06}".encode()) for number in range(6)]
    assert [tried.status_code for tried in tries] == [422] * 5 + [429]
    assert tries[-1].headers["retry-after"] == "900"


@pytest.mark.parametrize("served", ["review"], indirect=True)
async def test_a_password_is_guessed_five_times_and_then_not_for_a_quarter_of_an_hour(served: House) -> None:
    order = b'{"reason": "a new reviewer"}'
    await served.knock("POST", f"/operations/accounts/{DOCTOR}/password", served.keys["operator"], order)
    form = urlencode({"code": DOCTOR, "password": "a guess"}).encode()
    tries = [await served.knock("POST", "/desk/sign-in", NOBODY, form) for _ in range(6)]
    assert [tried.status_code for tried in tries] == [422] * 5 + [429]
    assert tries[-1].headers["retry-after"] == "900"
