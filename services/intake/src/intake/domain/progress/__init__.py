"""Where an application stands: who has it, by when, what the person can do, in words; the same in every channel.

A hospital elsewhere that uploaded sees how the upload stands, and no more.
"""

from dataclasses import replace

from chassis.decision import Emit
from contracts.events.updates import ProgressChanged, Sentence
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain.application import Application, uploads_only
from intake.domain.offering import pinned
from intake.domain.progress.holding import who_has_it
from intake.domain.progress.options import can_do
from intake.domain.progress.uploading import upload_status
from intake.domain.progress.wording import sentence, starts

__all__ = ["progress", "progress_for", "tell"]


def progress(packs: Packs, application: Application) -> ProgressChanged:
    """Return all that a person needs to know of where their application stands."""
    pack = pinned(packs, application)
    awaiting = application.status is ApplicationState.AWAITING_SUPPLEMENT
    supplement = application.supplement if awaiting else None
    term, ending, words = application.term, application.ending, sentence(pack, application)
    benefit = application.benefit
    return ProgressChanged(
        state=application.status,
        number=application.number or None,
        at=application.changed_at,
        items=application.items,
        round=supplement.round if supplement else None,
        answer_by=supplement.answer_by if supplement else None,
        decide_by=term.decide_by,
        decide_by_is_provisional=term.provisional,
        expected_by=term.expected_by,
        overdue=term.overdue,
        outcome=ending.outcome,
        benefit_start=starts(application),
        reasons=ending.reasons,
        who_has_it=who_has_it(pack, application),
        can_do=can_do(pack, application),
        helpline=pack.helpline.phone,
        sentence=Sentence(zh=words.zh, en=words.en),
        benefit_end=benefit.end,
        benefit_over=benefit.over,
        hospital=benefit.hospital,
        hospital_from=benefit.hospital_from,
    )


def progress_for(packs: Packs, application: Application, channel: str) -> ProgressChanged:
    """Return what a channel may know of it: a hospital that uploaded, how the upload stands."""
    whole = progress(packs, application)
    return (
        upload_status(pinned(packs, application), application, whole) if uploads_only(application, channel) else whole
    )


def tell(packs: Packs, application: Application, before: Application | None = None) -> list[Emit]:
    """Return the news for every channel that follows the application.

    To a hospital that uploaded it is none where it sees the same as `before`: not even that something happened.
    """
    news = [Emit(progress_for(packs, application, channel), channel) for channel in application.channels]
    if before is None or not uploads_only(application, application.channels[0]):
        return news
    known = progress_for(packs, replace(before, changed_at=application.changed_at), application.channels[0])
    return news[1:] if news[0].event == known else news
