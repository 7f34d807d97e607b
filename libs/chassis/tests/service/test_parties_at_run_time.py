"""Parties that change while a service runs: taken once, refused if older, in force at once, on record."""

from typing import Any
from uuid import UUID

from chassis.arrivals import admitted
from chassis.message import Kind, Message
from chassis.parties.file import PartiesFile
from contracts.events.requests import WithdrawalLodged
from contracts.ids import uuid7

from .counter import APP, MINI, PARTIES, SECRET, Desk, register

NEW = "a secret that is newer than that"
CHANGE = {"at": "2026-11-24T02:00:00Z", "by": "wang", "what": "suspended", "code": MINI, "reason": "contract ended"}


def file_of(revision: int, **news: dict[str, Any]) -> dict[str, Any]:
    """Return a file with `news` of some of the toy's parties, by code."""
    parties = [{"secret": SECRET, **party, **news.get(party["code"].replace("-", "_"), {})} for party in PARTIES]
    return {"revision": revision, "parties": parties, "changes": [{**CHANGE, "revision": revision}] if revision else []}


async def status_of(desk: Desk, party: str, secret: str = SECRET) -> int:
    return (await desk.client.get(f"/v1/applications/{uuid7()}", auth=(party, secret))).status_code


async def test_a_suspended_party_is_out_with_the_answer_to_the_operator_and_a_resumed_one_in(desk: Desk) -> None:
    assert await status_of(desk, MINI) == 200
    told = await desk.operate("PUT", "/parties", file_of(1, sc_mini={"suspended": True}))
    assert (told.status_code, told.json()["revision"]) == (200, 1)
    assert await status_of(desk, MINI) == 401
    assert await status_of(desk, APP) == 200
    await desk.operate("PUT", "/parties", file_of(2))
    assert await status_of(desk, MINI) == 200


async def test_a_secret_that_was_replaced_is_refused_unless_it_overlaps(desk: Desk) -> None:
    digest = PartiesFile.model_validate(file_of(0)).parties[0].digest.hex()
    overlap = {"secret": NEW, "former_sha256": digest, "former_until": "2999-01-01T00:00:00Z"}
    await desk.operate("PUT", "/parties", file_of(1, gz_app=overlap))
    assert [await status_of(desk, APP, secret) for secret in (SECRET, NEW)] == [200, 200]
    await desk.operate("PUT", "/parties", file_of(2, gz_app={"secret": NEW}))
    assert [await status_of(desk, APP, secret) for secret in (SECRET, NEW)] == [401, 200]


async def test_an_older_file_and_another_of_the_same_revision_are_refused(desk: Desk) -> None:
    await desk.operate("PUT", "/parties", file_of(3))
    again = await desk.operate("PUT", "/parties", file_of(3))
    older = await desk.operate("PUT", "/parties", file_of(2, sc_mini={"suspended": True}))
    other = await desk.operate("PUT", "/parties", file_of(3, sc_mini={"suspended": True}))
    assert again.status_code == 200
    assert (older.status_code, older.json()["code"], older.json()["revision"]) == (409, "REVISION_OUTDATED", 3)
    assert (other.status_code, other.json()["code"]) == (409, "REVISION_AMBIGUOUS")
    assert await status_of(desk, MINI) == 200


async def test_who_changed_what_and_why_is_on_record(desk: Desk) -> None:
    await desk.operate("PUT", "/parties", file_of(1, sc_mini={"suspended": True}))
    for code, count in ((MINI, 1), (APP, 0)):
        rows = (await desk.operate("GET", f"/parties/changes?code={code}")).json()
        assert [(row["by"], row["what"], row["reason"]) for row in rows] == [
            ("wang", "suspended", "contract ended")
        ] * count


async def test_a_file_that_makes_no_sense_is_refused_and_its_secrets_are_not_said_again(desk: Desk) -> None:
    wrong = file_of(1, gz_app={"secret": "too-short-to-be"})
    answer = await desk.operate("PUT", "/parties", wrong)
    assert answer.status_code == 422
    assert SECRET not in answer.text
    assert "too-short-to-be" not in answer.text
    assert (await desk.operate("GET", "/parties")).json()["revision"] == 0


async def test_nobody_else_changes_parties(desk: Desk) -> None:
    assert (await desk.client.put("/operations/parties", json=file_of(1), auth=(APP, SECRET))).status_code == 401
    assert (await desk.operate("PUT", "/parties", file_of(1), token="the operators' own tokem")).status_code == 401


async def test_what_a_new_party_sends_is_decided_though_the_list_is_some_seconds_old(desk: Desk) -> None:
    stale, application = desk.service.ground.parties.current(), uuid7()
    new: dict[str, Any] = {"code": "gz-new", "kind": "channel", "name": "新渠道"}
    await register(desk.dsn, *PARTIES, new)
    message = _request("gz-new", application)
    assert admitted(message, stale).fault == "party: gz-new is unknown"
    await desk.service.arrivals.handle([message])
    assert await desk.done(application) == ["withdrawn"]


def _request(party: str, application: UUID) -> Message:
    identity = uuid7()
    return Message(
        kind=Kind.REQUEST,
        id=identity,
        source=party,
        subject=application,
        type=WithdrawalLodged.type_name(),
        body=b"{}",
        actor=party,
        correlation_id=identity,
        key=str(identity),
    )
