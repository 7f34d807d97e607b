"""An applicant at their own browser: signs in, applies with papers, puts one right, follows, withdraws another."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pytest
from mante.demo.people import Person, someone
from mante.demo.place import Place
from mante.sandbox.desks import Desk, Staff
from papers import make
from playwright.sync_api import expect

from .looking import Window

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(300)]
LIUPANSHUI = "520200"
ASKED = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
DAY = date(2026, 11, 20)


def test_somebody_applies_puts_a_paper_right_and_withdraws(
    place: Place, opened: Callable[[], Window], tmp_path: Path
) -> None:
    window, person = opened(), someone(40, LIUPANSHUI)
    sign_in(window, place, person)
    open_a_draft(window)
    unfit = tmp_path / "certificate.pdf"
    unfit.write_bytes(b"PK\x03\x04" + bytes(2_000))
    upload(window, "diagnosis_certificate", unfit)
    expect(window.page.locator("[data-material=diagnosis_certificate] .tag")).to_have_text("不可用")
    window.check("apply-3-unfit")
    for material in ASKED:
        upload(window, material, paper(tmp_path, material, person.name))
        expect(window.page.locator(f"[data-material={material}] .tag", has_text=re.compile("^可用$"))).to_be_visible()
    window.page.get_by_label("我承诺").check()
    window.check("apply-4-papers")
    window.page.get_by_role("button", name="提交申请").click()
    expect(window.page.locator(".tag", has_text="审核中").first).to_be_visible()
    window.check("apply-5-progress")
    window.page.get_by_text("撤回申请").click()
    window.page.get_by_role("button", name="确认撤回").click()
    expect(window.page.locator(".tag", has_text="已撤回").first).to_be_visible()
    window.page.get_by_role("link", name="我的申请").click()
    expect(window.page.get_by_text("支气管哮喘").first).to_be_visible()
    window.check("apply-6-list")
    window.page.get_by_role("button", name="English").click()
    expect(window.page.get_by_role("heading", name="My applications")).to_be_visible()
    window.check("apply-7-english")


def test_who_is_approved_chooses_a_hospital(place: Place, opened: Callable[[], Window], tmp_path: Path) -> None:
    window, person = opened(), someone(42, LIUPANSHUI)
    sign_in(window, place, person)
    open_a_draft(window)
    for material in ASKED:
        upload(window, material, paper(tmp_path, material, person.name))
        expect(window.page.locator(f"[data-material={material}] .tag", has_text=re.compile("^可用$"))).to_be_visible()
    window.page.get_by_label("我承诺").check()
    window.page.get_by_role("button", name="提交申请").click()
    expect(window.page.locator(".tag", has_text="审核中").first).to_be_visible()
    approve(place, window.page.url.rpartition("/")[2])
    expect(window.page.locator(".tag", has_text="认定通过").first).to_be_visible()
    window.page.reload()
    window.page.get_by_label("就诊医院").select_option("H52020199002")
    window.check("apply-8-hospital")
    window.page.get_by_role("button", name="确认选择").click()
    expect(window.page.get_by_text("六盘水示范医院")).to_be_visible()
    window.page.reload()
    expect(window.page.get_by_text("变更就诊医院")).to_be_visible()
    window.page.get_by_role("button", name="English").click()
    expect(window.page.get_by_text("Change the hospital")).to_be_visible()
    window.check("apply-9-hospital-english")


def test_a_wrong_code_lets_nobody_in_and_says_so(place: Place, opened: Callable[[], Window]) -> None:
    window = opened()
    ask_for_a_code(window, someone(41, LIUPANSHUI))
    wrong = f"{(int(code_sent_to(place, someone(41, LIUPANSHUI))) + 1) % 10**6:06}"
    enter(window, wrong)
    expect(window.page.get_by_role("alert")).to_contain_text("验证码不正确")
    window.said.clear()  # the browser notes the 422
    window.check("apply-2-wrong-code")


def approve(place: Place, application: str) -> None:
    """Approve an application at whichever hospital has it."""
    for code in ("H52020199001", "H52020199002"):
        reviewer = Staff(place.staff(code, "reviewer")[0], ("reviewer",))
        desk = Desk(place.front, code, place.secret(code), (reviewer,))
        for task in desk.worklist():
            if task["application_id"] == application:
                who = {"practitioner": reviewer.practitioner}
                assert desk.say("claim", task["task_id"], who)
                verdict = who | {"verdict": "approved", "national_code": "M05400"}
                assert desk.say("verdict", task["task_id"], verdict)
        desk.http.close()


def sign_in(window: Window, place: Place, person: Person) -> None:
    window.go("/apply")
    window.check("apply-0-welcome")
    window.page.get_by_role("button", name="开始申请").click()
    ask_for_a_code(window, person)
    enter(window, code_sent_to(place, person))


def ask_for_a_code(window: Window, person: Person) -> None:
    if not window.page.url.endswith("/apply/new"):
        window.go("/apply/new")
    page = window.page
    page.get_by_label("证件号码").fill(person.id_number)
    page.get_by_label("姓名").fill(person.name)
    page.get_by_label("手机号码").fill(person.phone)
    window.check("apply-1-sign-in")
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_label("6位验证码")).to_be_visible()


def code_sent_to(place: Place, person: Person) -> str:
    """Return the code as the person reads it on their telephone: the gateway's ledger knows."""
    login = {"Authorization": f"Bearer {place.sms_secret}"}
    ledger = httpx.get(f"{place.sms}/ledger", headers=login).raise_for_status().json()
    texts = [entry["text"] for entry in ledger if entry["phone"] == person.phone]
    return re.findall("验证码([0-9]{6})", texts[-1])[0]


def enter(window: Window, code: str) -> None:
    window.page.get_by_label("6位验证码").fill(code)
    window.page.get_by_role("button", name="登录").click()


def open_a_draft(window: Window) -> None:
    window.page.get_by_role("button", name="六盘水市").click()
    window.page.get_by_label("险种").select_option("resident")
    window.page.get_by_label("申请的病种").select_option("bronchial_asthma")
    window.check("apply-2-new")
    window.page.get_by_role("button", name="下一步").click()


def paper(folder: Path, material: str, name: str) -> Path:
    made = make(material, name, DAY, seed=40)
    path = folder / f"{material}-{made.file_name}"
    path.write_bytes(made.content)
    return path


def upload(window: Window, material: str, path: Path) -> None:
    window.page.locator(f"[data-material={material}] input[type=file]").set_input_files(path)
