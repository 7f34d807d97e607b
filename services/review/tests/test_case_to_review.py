"""The case behind a task: the person from the vault, the papers' pages, what to tick; only while the task waits."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.testing.vault_office import DAUGHTER, MOTHER
from contracts.events.intake import InsuranceCheck, InsuranceChecked
from contracts.vocabulary import InsuranceResult

from .applying import Applied, accepted, provided, rejected, submission, withdrawal
from .office import FRONT_DOOR, READER, Office
from .town import CLERK, DOCTOR, FIRST, NANCHONG, NANCHONG_AGENCY

NOW = datetime.now(UTC)


async def _task(office: Office, applied: Applied, institution: str = FIRST) -> str:
    office.vault.persons.setdefault(applied.person, MOTHER)
    await office.hear(submission(applied, NOW), applied.id)
    tasks = await office.worklist(institution)
    return str(next(task["task_id"] for task in tasks if task["application_id"] == str(applied.id)))


async def _case(office: Office, task: str, institution: str = FIRST) -> dict[str, Any]:
    answer = await office.get(institution, f"/v1/tasks/{task}")
    assert answer.status_code == 200, answer.text
    case: dict[str, Any] = answer.json()
    return case


async def test_the_person_comes_from_the_vault_which_knows_who_looked_and_why(office: Office) -> None:
    applied = Applied()
    task = await _task(office, applied)
    case = await _case(office, task)
    assert {name: case["person"][name] for name in MOTHER} == MOTHER
    assert (case["agent"], case["person"]["note"]) == (None, None)
    await office.act(FIRST, "claim", task, DOCTOR)
    await _case(office, task)
    assert [(asked.person_ref, asked.purpose, asked.on_behalf_of) for asked in office.vault.asked] == [
        (applied.person, "review", FIRST),
        (applied.person, "review", f"{FIRST}/{DOCTOR}"),
    ]


async def test_an_agent_is_shown_beside_the_insured_person(office: Office) -> None:
    applied = Applied(agent=Applied().person)
    assert applied.agent is not None
    office.vault.persons[applied.agent] = DAUGHTER
    case = await _case(office, await _task(office, applied))
    assert (case["person"]["name"], case["agent"]["name"]) == (MOTHER["name"], DAUGHTER["name"])
    assert "relation_proof" in {check["material"] for check in case["checks"]}


async def test_while_the_vault_is_away_nothing_is_shown(office: Office) -> None:
    task = await _task(office, Applied())
    office.vault.away = True
    answer = await office.get(FIRST, f"/v1/tasks/{task}")
    assert (answer.status_code, answer.json()["code"]) == (503, "AWAY")
    assert int(answer.headers["retry-after"]) > 0


async def test_an_erased_person_has_no_fields_but_a_note(office: Office) -> None:
    applied = Applied()
    task = await _task(office, applied)
    office.vault.persons.clear()
    person = (await _case(office, task))["person"]
    assert person.pop("note") == "个人信息已被删除。"
    assert set(person.values()) == {None}


async def test_papers_have_the_addresses_of_their_pages_or_the_reason_why_they_have_none(office: Office) -> None:
    applied = Applied()
    card, certificate, record, report = applied.papers
    await office.hear(accepted(card, NOW, pages=2), applied.id)
    task = await _task(office, applied)
    await office.hear(accepted(certificate, NOW), applied.id)
    await office.hear(rejected(record, NOW), applied.id)
    case = await _case(office, task)

    shown = {paper["document_id"]: paper for paper in case["papers"]}
    assert shown[str(card.document_id)]["pages"] == [
        f"{FRONT_DOOR}/v1/documents/{card.document_id}/pages/{page}" for page in (1, 2)
    ]
    states = [shown[str(paper.document_id)]["state"] for paper in applied.papers]
    assert states == ["accepted", "accepted", "rejected", "pending"]
    assert shown[str(record.document_id)]["reason"] == "invalid_pdf"
    assert shown[str(record.document_id)]["reason_text"].startswith("出院小结或门诊病历：")
    assert shown[str(report.document_id)]["pages"] == []

    claims = READER.claims(case["reading_grant"], datetime.now(UTC))
    assert (claims["sub"], claims["party"]) == (str(applied.id), FIRST)
    assert claims["documents"] == [str(card.document_id), str(certificate.document_id)]
    assert datetime.fromisoformat(case["reading_grant_expires_at"]) <= datetime.now(UTC) + timedelta(hours=8)


async def test_what_can_be_ticked_is_the_packs(office: Office) -> None:
    case = await _case(office, await _task(office, Applied()))
    assert case["national_codes"] == [{"code": "M05400", "name": "支气管哮喘"}]
    assert case["disease"] == {"zh": "支气管哮喘", "en": "Bronchial asthma"}
    certificate = next(check for check in case["checks"] if check["material"] == "diagnosis_certificate")
    rules = {rule["code"]: rule["text"] for rule in certificate["rules"]}
    assert rules["NO_SEAL"] == {"zh": "未见医院公章。", "en": "The hospital's seal isn't on it."}
    assert "CRITERIA_NOT_MET" in {reason["code"] for reason in case["rejection_reasons"]}
    assert case["supplements_left"] == 2


async def test_the_deadline_is_shown_and_when_it_has_passed(office: Office) -> None:
    task = await _task(office, Applied())
    assert (await _case(office, task))["task"]["overdue"] is False
    late = Applied()
    office.vault.persons[late.person] = MOTHER
    await office.hear(submission(late, NOW - timedelta(days=20)), late.id)
    urgent, other = await office.worklist(FIRST)
    assert (urgent["application_id"], urgent["overdue"]) == (str(late.id), True)
    assert other["task_id"] == task
    assert [each["task_id"] for each in await office.worklist(FIRST, limit=1)] == [urgent["task_id"]]


async def test_an_earlier_notice_is_shown_in_the_next_round(office: Office) -> None:
    applied = Applied()
    task = await _task(office, applied)
    await office.act(FIRST, "claim", task, DOCTOR)
    items = [{"material": "test_report", "code": "NO_SEAL"}]
    await office.act(FIRST, "supplement", task, DOCTOR, items=items)
    await office.hear(provided(NOW, 1, absent=("test_report",)), applied.id)
    (again,) = await office.worklist(FIRST)
    case = await _case(office, again["task_id"])
    (notice,) = case["notices"]
    assert notice["items"][0]["text"].startswith("检查化验报告：未见医院公章。")
    assert case["absent"] == [{"material": "test_report", "reason": "lost"}]
    assert case["supplements_left"] == 1


async def test_a_case_is_no_longer_shown_once_it_is_over_and_nobody_is_asked_about_the_person(office: Office) -> None:
    applied = Applied()
    task = await _task(office, applied)
    await office.hear(withdrawal(NOW), applied.id)
    answer = await office.get(FIRST, f"/v1/tasks/{task}")
    assert (answer.status_code, answer.json()["code"]) == (409, "CASE_CLOSED")
    assert office.vault.asked == []


async def test_each_seat_of_a_panel_is_a_task_of_the_agency(office: Office) -> None:
    applied = Applied(area=NANCHONG, hospital=None)
    task = await _task(office, applied, NANCHONG_AGENCY)
    assert (await _case(office, task, NANCHONG_AGENCY))["task"]["decide_by"] is None
    await office.act(NANCHONG_AGENCY, "claim", task, CLERK)
    await office.act(NANCHONG_AGENCY, "verdict", task, CLERK, verdict="approved")
    seats = await office.worklist(NANCHONG_AGENCY)
    assert len({seat["practitioner"] for seat in seats}) == 3


async def test_a_disease_that_the_pack_does_not_list_is_shown_by_its_code(office: Office) -> None:
    applied = Applied(disease="not_listed")
    case = await _case(office, await _task(office, applied))
    assert (case["disease"], case["national_codes"], case["task"]["disease_code"]) == (None, [], "not_listed")


async def test_the_registers_word_is_shown_with_its_time(office: Office) -> None:
    applied = Applied()
    office.vault.persons[applied.person] = MOTHER
    unchecked = InsuranceCheck(result=InsuranceResult.NOT_CHECKED)
    await office.hear(submission(applied, NOW).model_copy(update={"insurance": unchecked}), applied.id)
    (task,) = await office.worklist(FIRST)
    shown = (await _case(office, task["task_id"]))["insurance"]
    assert (shown["result"], shown["checked_at"], shown["since"]) == ("not_checked", None, None)
    assert datetime.fromisoformat(shown["may_approve_from"]) > NOW
    known = InsuranceCheck(result=InsuranceResult.ALREADY_ENTITLED, checked_at=NOW, since="2020-10-01")
    await office.hear(InsuranceChecked(insurance=known), applied.id)
    shown = (await _case(office, task["task_id"]))["insurance"]
    assert (shown["result"], shown["since"]) == ("already_entitled", "2020-10-01")
    assert (datetime.fromisoformat(shown["checked_at"]), shown["may_approve_from"]) == (NOW, None)
