"""Grants anew: papers are taken while the person may still bring some, and by following channels only."""

import pytest
from chassis.decision import NotFound
from contracts.ids import uuid7
from intake.domain.refusals import Joined, NothingToUpload
from intake.domain.uploads import upload_now

from .story import LIUPANSHUI_PAPERS, Applying, asked_for
from .world import APP, PACKS, WECHAT, World


async def test_a_grant_is_given_anew_while_papers_are_taken(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    upload = upload_now(PACKS, applying.id, world.state(applying.id), APP)
    assert (upload.application, upload.channel, set(upload.materials)) == (applying.id, APP, set(LIUPANSHUI_PAPERS))


async def test_none_is_given_once_it_is_with_the_reviewer_until_a_supplement_is_asked_for(world: World) -> None:
    applying = Applying(world)
    await applying.submit_and_review()
    with pytest.raises(NothingToUpload):
        upload_now(PACKS, applying.id, world.state(applying.id), APP)
    await applying.hear(asked_for(world.now, "relation_proof"))
    assert "relation_proof" in upload_now(PACKS, applying.id, world.state(applying.id), APP).materials


async def test_none_is_given_to_others_nor_for_what_was_joined(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, WECHAT, person=first.person)
    await second.open()
    await second.lodge()
    with pytest.raises(Joined):
        upload_now(PACKS, second.id, world.state(second.id), WECHAT)
    with pytest.raises(NotFound):
        upload_now(PACKS, uuid7(), None, WECHAT)
