"""An operator at the console: what waits where, and a message that was kept back, its cause, and giving it up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from contracts.ids import uuid7
from mante.demo.place import Place
from playwright.sync_api import expect

from .acting import first_password, poison, until
from .looking import Window

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(400)]
OPERATOR, CHOSEN = "ops-1", "a long word of my own 2"


def test_an_operator_has_one_message_decided_again_and_gives_up_another(
    place: Place, opened: Callable[[], Window]
) -> None:
    again, given_up = uuid7(), uuid7()
    poison(place, again, given_up)
    window = opened()
    sign_in(window, first_password(place, OPERATOR))
    page = window.page
    expect(page.get_by_role("row", name="review")).to_contain_text("正常")
    window.check("console-2-overview")
    page.get_by_role("link", name="办件进展").click()
    expect(page.get_by_role("heading", name="办件进展")).to_be_visible()
    window.check("console-5-applications")
    look_at(window, place, again)
    page.get_by_role("button", name="重新处理").click()
    expect(page.get_by_text("redriven").first).to_be_visible()
    look_at(window, place, given_up)
    window.check("console-4-record")
    page.get_by_text("放弃这条消息").click()
    page.get_by_label("原因").fill("a test's own poison")
    page.get_by_role("button", name="确认放弃").click()
    expect(page.get_by_text("discarded").first).to_be_visible()
    assert audited(place, given_up) == "a test's own poison"


def look_at(window: Window, place: Place, subject: UUID) -> None:
    """Find a record on the list and open it."""
    record = until(lambda: kept_back(place, subject))
    window.page.get_by_role("link", name="搁置的消息").click()
    window.check("console-3-parked")
    window.page.get_by_role("link", name=f"打开 intake {record['id']}", exact=True).click()
    expect(window.page.get_by_text(str(subject))).to_be_visible()


def kept_back(place: Place, subject: UUID) -> dict[str, Any] | None:
    rows = asked(place, "/operations/parked", subject)
    return rows[0] if rows else None


def sign_in(window: Window, password: str) -> None:
    window.go("/console")
    window.check("console-0-sign-in")
    page = window.page
    page.get_by_label("运维账号").fill(OPERATOR)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_label("原密码").fill(password)
    page.get_by_label("新密码", exact=True).fill(CHOSEN)
    page.get_by_label("再输入一次新密码").fill(CHOSEN)
    window.check("console-1-password")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="服务")).to_be_visible()


def audited(place: Place, subject: UUID) -> str:
    return next(
        str(row["detail"]) for row in asked(place, "/operations/audit", subject) if row["outcome"] == "discarded"
    )


def asked(place: Place, path: str, subject: UUID) -> list[dict[str, Any]]:
    login = {"Authorization": f"Bearer {place.operator_token}"}
    answer = httpx.get(place.services["intake"] + path, params={"subject": str(subject)}, headers=login)
    rows: list[dict[str, Any]] = answer.raise_for_status().json()
    return rows
