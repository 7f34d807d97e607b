"""What a pooling area offers: its pack in force, and whether the channel, route, scheme and disease are in it."""

from datetime import datetime

from contracts.events.requests import DraftOpened
from policy.calendar import SHANGHAI
from policy.pack import Pack
from policy.registry import Packs, UnknownPack

from intake.domain import refusals
from intake.domain.application import Application


def offered(packs: Packs, asked: DraftOpened, channel: str, now: datetime) -> Pack:
    """Return the pack in force today for what is asked; raises the refusal that names what isn't offered.

    The pack is that of the area where the person is insured, wherever the channel or a hospital is.
    """
    try:
        pack = packs.in_force(asked.pooling_area, now.astimezone(SHANGHAI).date())
    except UnknownPack:
        raise refusals.AreaNotOffered from None
    through = pack.channel(channel)
    if through is None:
        raise refusals.ChannelNotOffered
    if through.route is not asked.route or not pack.offers(asked.route):
        raise refusals.RouteNotOffered
    if asked.scheme not in pack.eligibility.schemes:
        raise refusals.SchemeNotOffered
    if pack.disease(asked.disease_code) is None:
        raise refusals.DiseaseNotOffered
    return pack


def pinned(packs: Packs, application: Application) -> Pack:
    """Return the version of the pack that this application is decided by."""
    return packs.pinned(application.pack.id, application.pack.version)


def materials_of(pack: Pack, application: Application) -> frozenset[str]:
    """Return the materials that may be handed in: those the pack asks for, and those a reviewer asked for."""
    asked = application.asked
    by_pack = {material.code for material in pack.materials_for(asked.applicant.kind, asked.route)}
    by_review = {item.material for item in application.supplement.items} if application.supplement else set()
    return frozenset(by_pack | by_review)
