"""What documents says of the papers: before the application arrives, or when it has long been in review."""

from dataclasses import replace

from chassis.decision import Cause, Decision
from contracts.events.documents import DocumentAccepted, DocumentRejected

from review.domain.case import Case, Inspection, Paper, Review


def note_the_accepted_paper(state: Case | None, body: DocumentAccepted, cause: Cause) -> Decision[Case]:
    """Know how many pages of the paper there are to look at."""
    del cause
    case, found = state or Case(), Inspection(pages=body.pages, flags=body.flags)
    return Decision(state=replace(case, inspections={**case.inspections, body.document_id: found}))


def note_the_rejected_paper(state: Case | None, body: DocumentRejected, cause: Cause) -> Decision[Case]:
    """Show with the case that the paper can't be used. Nobody could know before, so the next notice may ask for it."""
    del cause
    case, found = state or Case(), Inspection(reason=body.reason)
    review = case.review and _come_to_light(case.review, body)
    return Decision(state=Case({**case.inspections, body.document_id: found}, review))


def _come_to_light(review: Review, body: DocumentRejected) -> Review:
    def seen(paper: Paper) -> Paper:
        return replace(paper, known_since=review.next_notice) if paper.document_id == body.document_id else paper

    return replace(review, papers=tuple(map(seen, review.papers)))
