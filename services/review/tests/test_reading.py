"""What may be seen of a case, by whom, and for how long."""

from datetime import timedelta

import pytest
from chassis.decision import NotFound
from chassis.grants import READING, InvalidGrant, Verifier, signer
from contracts.ids import uuid7
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import SecretStr
from review.domain import refusals
from review.domain.reading import Reading, grant_reading
from review.domain.standing import task_to_look_at

from .story import Reviewing, asked
from .town import FIRST, SECOND
from .world import TUESDAY_TEN, World

MOST_PAPERS = 60


def test_a_grant_opens_these_papers_for_eight_hours_and_fits_into_a_header() -> None:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    reading = Reading(uuid7(), FIRST, [uuid7() for _ in range(MOST_PAPERS)])

    grant = grant_reading(signer(SecretStr(private), READING), reading, TUESDAY_TEN, uuid7())

    assert grant.expires_at == TUESDAY_TEN + timedelta(hours=8)
    documents = Verifier(public, READING, "review", "documents")
    claims = documents.claims(grant.token, TUESDAY_TEN)
    assert (claims["sub"], claims["party"]) == (str(reading.application), FIRST)
    assert claims["documents"] == [str(document) for document in reading.documents]
    with pytest.raises(InvalidGrant):
        documents.claims(grant.token, grant.expires_at + timedelta(minutes=1))


async def test_a_case_is_seen_by_the_institution_that_has_it_and_only_while_it_has(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    _, task = task_to_look_at(world.case(case.id), case.task, FIRST)
    assert task.task_id == case.task
    with pytest.raises(NotFound):
        task_to_look_at(world.case(case.id), case.task, SECOND)
    await case.claim()
    await case.ask_for(asked("test_report", "MISSING"))
    with pytest.raises(refusals.TaskRecalled):
        task_to_look_at(world.case(case.id), case.task, FIRST)
    await case.hear(case.withdrawal())
    with pytest.raises(refusals.CaseClosed):
        task_to_look_at(world.case(case.id), case.task, FIRST)
