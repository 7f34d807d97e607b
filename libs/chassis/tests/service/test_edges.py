"""What every answer has in common, and what is said when something is away or broken."""

import pytest
import structlog
from contracts.ids import uuid7

from .counter import APP, SECRET, Desk, open_desk


async def test_every_answer_is_marked_as_nobody_elses_business(desk: Desk) -> None:
    answers = [
        await desk.get(APP, f"/v1/applications/{uuid7()}"),
        await desk.post(APP, "/v1/applications", b"{"),
        await desk.client.get("/livez"),
        await desk.client.get("/no/such/place"),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/no/such/place", 404, "NOT_FOUND"),
        ("DELETE", "/v1/applications", 405, "METHOD_NOT_ALLOWED"),
        ("TRACE", "/v1/applications", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/broken/defect", 500, "INTERNAL"),
        ("GET", "/broken/away", 503, "AWAY"),
        ("GET", "/broken/cut", 503, "AWAY"),
    ],
)
async def test_every_error_is_a_problem(desk: Desk, method: str, path: str, status: int, code: str) -> None:
    answer = await desk.client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


async def test_what_is_away_says_when_to_come_back(desk: Desk) -> None:
    assert (await desk.client.get("/broken/away")).headers["retry-after"] == "3"


async def test_the_log_names_the_route_and_never_the_address(desk: Desk) -> None:
    application = uuid7()
    with structlog.testing.capture_logs() as lines:
        await desk.get(APP, f"/v1/applications/{application}")
    (served,) = [line for line in lines if line["event"] == "request.served"]
    assert served["route"] == "/v1/applications/{application_id}"
    assert str(application) not in str(lines)


async def test_a_trace_goes_on_into_what_the_request_brings_about(desk: Desk) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    await desk.post(APP, "/v1/applications", traceparent=f"00-{trace}-00f067aa0ba902b7-01")
    headers = await desk.service.ground.pool.fetchval("select convert_from(headers, 'utf8') from outbox limit 1")
    assert trace in headers


async def test_the_document_knows_bodies_that_are_read_by_hand(desk: Desk) -> None:
    document = (await desk.client.get("/openapi.json")).json()
    operation = document["paths"]["/v1/applications/{application_id}/lodging"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"]["papers"]["items"] == {"$ref": "#/components/schemas/NamedPaper"}
    assert "NamedPaper" in document["components"]["schemas"]
    assert {parameter["name"] for parameter in operation["parameters"]} == {"application_id", "idempotency-key"}
    assert operation["security"] == [{"party": []}]


async def test_the_page_about_it_asks_for_nothing_from_elsewhere(desk: Desk) -> None:
    page = await desk.client.get("/docs")
    assert "POST /v1/applications" in page.text
    assert "http" not in page.text.replace("https://mante", "").partition("<h2>")[0].replace("httpbasic", "")
    assert "<script" not in page.text


async def test_production_shows_neither_page_nor_document_and_its_time_cannot_be_moved(engine_database: str) -> None:
    nowhere = {"kafka": "127.0.0.1:1", "environment": "production"}
    async with open_desk(engine_database, **nowhere) as desk:
        for path in ("/docs", "/openapi.json", "/redoc", "/.git/config", "/debug"):
            assert (await desk.client.get(path)).status_code == 404
        assert (await desk.operate("POST", "/clock", {"offset_seconds": 1})).status_code == 404
        assert (await desk.client.get("/readyz")).status_code == 200, "a broker that is away is no reason"


async def test_a_refused_request_and_a_parked_one_leave_a_line_each(desk: Desk) -> None:
    application = uuid7()
    with structlog.testing.capture_logs() as lines:
        for _ in range(2):
            await desk.post(APP, f"/v1/applications/{application}/withdrawal")
        await desk.post(APP, f"/v1/applications/{application}/lodging", {"papers": [], "declared_true": True})
    told = {line["event"]: line for line in lines}
    assert told["request.refused"]["application_id"] == str(application)
    assert (told["request.parked"]["log_level"], told["request.parked"]["actor"]) == ("error", APP)
    assert told["request.parked"]["trace_id"]


async def test_a_secret_is_in_no_line_of_the_log(desk: Desk) -> None:
    with structlog.testing.capture_logs() as lines:
        await desk.post(APP, "/v1/applications")
        await desk.client.get("/broken/defect", auth=(APP, SECRET))
    assert SECRET not in str(lines)
