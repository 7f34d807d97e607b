"""A reviewer at the workbench, a lead: first password, worklist, a case with its pages, a supplement, an approval."""

from collections.abc import Callable

import pytest
from mante.demo.people import someone
from mante.demo.place import Place
from playwright.sync_api import Locator, expect

from .acting import Applying, first_password
from .looking import Window

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(400)]
HOSPITAL, DOCTOR = "H52020199002", "D520201000202"
CHOSEN = "a long word of my own 1"


def test_a_reviewer_asks_for_a_supplement_and_approves(place: Place, opened: Callable[[], Window]) -> None:
    with Applying(place) as applicant:
        review(place, opened(), applicant)


def review(place: Place, window: Window, applicant: Applying) -> None:
    case = applicant.lodge(someone(150, "520200"), HOSPITAL)
    sign_in_for_the_first_time(window, first_password(place, DOCTOR))
    page = window.page
    expect(listed(window, case.number)).to_be_visible()
    window.check("desk-2-worklist")
    open_the_case(window, case.number)
    expect(page.locator(".sheet").first).to_be_visible()
    window.check("desk-3-case")
    page.locator("input[value='diagnosis_certificate:NO_SEAL']").check()
    page.get_by_role("button", name="要求补正").click()
    window.check("desk-4-confirm-supplement")
    page.get_by_role("button", name="确认").click()
    expect(listed(window, case.number)).not_to_be_visible()
    applicant.supplement(case)
    expect(listed(window, case.number)).to_be_visible()
    open_the_case(window, case.number)
    expect(page.get_by_label("补正首次通知遗漏的材料")).to_be_visible()
    window.check("desk-5-case-again")
    page.get_by_role("button", name="通过…", exact=True).click()
    window.check("desk-6-confirm-approval")
    page.get_by_role("button", name="确认").click()
    expect(listed(window, case.number)).not_to_be_visible()
    assert applicant.reaches(case.application, "approved")["benefit_start"]


def sign_in_for_the_first_time(window: Window, password: str) -> None:
    window.go("/desk")
    window.check("desk-0-sign-in")
    page = window.page
    page.get_by_label("工号").fill(DOCTOR)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_label("原密码").fill(password)
    page.get_by_label("新密码", exact=True).fill(CHOSEN)
    page.get_by_label("再输入一次新密码").fill(CHOSEN)
    window.check("desk-1-password")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="待办审核")).to_be_visible()


def listed(window: Window, number: str) -> Locator:
    """Return the case's cell on the worklist."""
    return window.page.get_by_role("cell", name=number, exact=True)


def open_the_case(window: Window, number: str) -> None:
    window.page.get_by_role("row", name=number).get_by_role("link").click()
    claim = window.page.get_by_role("button", name="领取并审核")
    expect(window.page.get_by_role("heading", name=number)).to_be_visible()
    if claim.count():
        claim.click()
    expect(window.page.get_by_text("由我审核")).to_be_visible()
