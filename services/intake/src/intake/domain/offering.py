"""What a pooling area offers: its pack in force, and whether the channel, route, scheme and disease are in it."""

from datetime import datetime

from contracts.events.requests import DraftOpened
from contracts.vocabulary import Route
from policy.calendar import SHANGHAI
from policy.pack import Pack
from policy.registry import Packs, UnknownPack

from intake.domain import refusals
from intake.domain.application import Application
from intake.domain.rules import Hospital, Rules

REMOTE_LEVEL = 2
"""医院等级 that a hospital needs to hand in for people who are insured elsewhere."""


def offered(rules: Rules, asked: DraftOpened, channel: str, now: datetime) -> Pack:
    """Return the pack in force today for what is asked; raises the refusal that names what isn't offered.

    The pack is that of the area where the person is insured, wherever the channel or a hospital is.
    """
    try:
        pack = rules.packs.in_force(asked.pooling_area, now.astimezone(SHANGHAI).date())
    except UnknownPack:
        raise refusals.AreaNotOffered from None
    hospital = rules.hospital(channel)
    if hospital is not None:
        _check_remote(pack, asked, hospital)
    else:
        _check_channel(pack, asked, channel)
    if asked.scheme not in pack.eligibility.schemes:
        raise refusals.SchemeNotOffered
    if pack.disease(asked.disease_code) is None:
        raise refusals.DiseaseNotOffered
    return pack


def _check_channel(pack: Pack, asked: DraftOpened, channel: str) -> None:
    through = pack.channel(channel)
    if through is None:
        raise refusals.ChannelNotOffered
    if through.route is not asked.route or not pack.offers(asked.route):
        raise refusals.RouteNotOffered


def _check_remote(pack: Pack, asked: DraftOpened, hospital: Hospital) -> None:
    """A hospital where the person lives hands in, if the city of insurance takes that (六盘水 2025 guide: level II)."""
    if asked.route is not Route.REMOTE_HOSPITAL:
        raise refusals.RouteNotOffered
    if not pack.offers(Route.REMOTE_HOSPITAL):
        raise refusals.NotOffered(what="异地医院上传材料")
    if hospital.level < REMOTE_LEVEL:
        raise refusals.InstitutionLevel


def pinned(packs: Packs, application: Application) -> Pack:
    """Return the version of the pack that this application is decided by."""
    return packs.pinned(application.pack.id, application.pack.version)


def materials_of(pack: Pack, application: Application) -> frozenset[str]:
    """Return the materials that may be handed in: those the pack asks for, and those a reviewer asked for."""
    asked = application.asked
    by_pack = {material.code for material in pack.materials_for(asked.applicant.kind, asked.route)}
    by_review = {item.material for item in application.supplement.items} if application.supplement else set()
    return frozenset(by_pack | by_review)
