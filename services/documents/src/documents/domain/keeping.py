"""How long papers are kept that nobody hands in."""

from datetime import datetime, timedelta

from chassis.decision import SetTimer
from policy.registry import Packs

from documents.domain.dossier import Dossier

SWEEP = "sweep"
AFTER_THE_DRAFT = timedelta(days=1)
WITHOUT_A_PACK = timedelta(days=31)


def sweep_later(packs: Packs, dossier: Dossier, now: datetime) -> SetTimer:
    """Return the timer after which papers that were never handed in are destroyed.

    It counts from the latest ticket or lodging and outlasts a draft begun or sent back just then: as long as a person
    may still hand a paper in, it is there.
    """
    return SetTimer(SWEEP, now + _kept_for(packs, dossier))


def _kept_for(packs: Packs, dossier: Dossier) -> timedelta:
    if dossier.pack is None:
        return WITHOUT_A_PACK
    pack = packs.pinned(dossier.pack.id, dossier.pack.version)
    return timedelta(days=pack.draft.expires_after_days) + AFTER_THE_DRAFT
