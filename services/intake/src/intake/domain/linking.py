"""Papers of another application of the same person: for a further disease on the same form, or to try again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from chassis.decision import Cause, Decision, Effect, Exhausted, NotFound
from contracts.event import Part
from contracts.events.intake import PapersLodged
from contracts.events.requests import DraftOpened, NamedPaper
from contracts.vocabulary import Code, PartyCode
from policy.registry import Packs

from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application, Handover
from intake.domain.completeness import settle
from intake.domain.expiry import refuse_draft
from intake.domain.refusals import MOST_DISEASES, TooManyDiseases, refusal_of

ASK_AGAIN_AFTER = timedelta(minutes=10)
STILL_UNDER_WAY = UNSUBMITTED | WITH_REVIEW


class CheckLink(Part):
    """Ask whether a draft may use another application's papers."""

    asked: DraftOpened
    channel: PartyCode


class LinkChecked(Part):
    """The papers that may be named, accepted as they were; or the code of the rule that is against it."""

    refused: Code | None = None
    papers: tuple[NamedPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What there is beside a draft: the application it names, whether the channel has met who asks, other diseases.

    `siblings` are applications under way that name the same one, and came before the draft.
    """

    other: Application | None
    has_met: bool
    siblings: int


def papers_to_use(asked: DraftOpened, channel: str, beside: Beside) -> tuple[NamedPaper, ...]:
    """Return the papers that a draft may name; raises `NotFound`, which doesn't tell why, or `TooManyDiseases`.

    They are of the same person. Through a channel that follows the other application, or that has met who asks now;
    an agent uses only what they lodged themselves.
    """
    other = beside.other
    if other is None or not _same_people(asked, other.asked):
        raise NotFound
    if channel not in other.channels and not beside.has_met:
        raise NotFound
    if other.status in STILL_UNDER_WAY and beside.siblings + 2 > MOST_DISEASES:  # the other one and this one
        raise TooManyDiseases(most=MOST_DISEASES)
    return tuple(_accepted(other))


def _same_people(asked: DraftOpened, other: DraftOpened) -> bool:
    agent = asked.applicant.agent_ref
    return asked.person_ref == other.person_ref and (agent is None or agent == other.applicant.agent_ref)


def _accepted(application: Application) -> Iterator[NamedPaper]:
    for document, finding in application.findings.items():
        if finding.reason is None:
            yield NamedPaper(document_id=document, material=finding.material)


def note_link(packs: Packs, state: Application | None, body: LinkChecked, cause: Cause) -> Decision[Application]:
    """Let a draft name the other application's papers, or refuse it; what was handed in meanwhile goes to documents."""
    if state is None or state.status not in UNSUBMITTED or state.linked is None or state.linked.checked:
        return Decision()
    if body.refused is not None:
        return refuse_draft(packs, state, refusal_of(body.refused), cause)
    linked = replace(state, linked=replace(state.linked, checked=True, papers=body.papers))
    waiting = linked.handover if linked.handover and linked.handover.waiting else None
    return settle(packs, linked, cause, Decision(emit=papers_lodged(linked, waiting)))


def papers_lodged(application: Application, handover: Handover | None) -> list[PapersLodged]:
    """Return the word to documents of what was handed in; not before it is known whose papers may be named."""
    linked = application.linked
    if handover is None or not handover.papers or (linked is not None and not linked.checked):
        return []
    return [PapersLodged(papers=handover.papers, with_papers_of=linked.application if linked else None)]


def check_again(state: Application | None, body: Exhausted, cause: Cause) -> Decision[Application]:
    """Look once more: an outage of ours is no reason to refuse anybody."""
    if state is None or state.status not in UNSUBMITTED:
        return Decision()
    again = CheckLink.model_validate_json(body.body)
    return Decision(effects=[Effect(again, str(body.effect_id), cause.now + ASK_AGAIN_AFTER)])
