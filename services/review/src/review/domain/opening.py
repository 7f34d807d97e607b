"""A submitted application becomes a case, with somebody to review it and a time to do it in."""

from dataclasses import replace

from chassis.decision import Cause, Decision
from contracts.events.intake import ApplicationSubmitted
from contracts.events.review import CaseOpened

from review.domain import clock
from review.domain.assigning import assign
from review.domain.case import Absent, Application, Case, Paper, Review
from review.domain.register import insurance_of
from review.domain.routing import agency_of, seats_of
from review.domain.rules import Rules

FIRST_ROUND = 1


def open_case(rules: Rules, state: Case | None, body: ApplicationSubmitted, cause: Cause) -> Decision[Case]:
    """Take the application in: route its first step, start the clock at the instant of lodging.

    六盘水: one hospital of level II or above within half a working day; 南充: the agency's check, then its experts.
    The version of the rules it was submitted under holds to the end.
    """
    case = state or Case()
    if case.review is not None:
        return Decision()
    review, started = _begun(rules, body)
    step = rules.pack_of(review.application).review_steps[0]
    review, assigned = assign(review, seats_of(step, review, rules.directory(), cause.subject), cause)
    opened = CaseOpened(
        step=review.step,
        institution=review.institution,
        decide_by=review.term.decide_by,
        decide_by_is_provisional=review.term.provisional,
        expected_by=review.term.expected_by,
    )
    return Decision(state=replace(case, review=review), emit=[opened, *assigned], timers=started.timers)


def _begun(rules: Rules, body: ApplicationSubmitted) -> tuple[Review, clock.Started]:
    application = _application(body)
    pack = rules.pack_of(application)
    started = clock.start(rules.packs, pack, body.submitted_at)
    review = Review(
        application=application,
        agency=agency_of(application.pooling_area, rules.directory()),
        step=pack.review_steps[0].step,
        term=started.term,
        papers=tuple(Paper(paper.document_id, paper.material, FIRST_ROUND) for paper in body.papers),
        absent=tuple(Absent(paper.material, paper.reason) for paper in body.absent),
        insurance=insurance_of(body.insurance),
    )
    return review, started


def _application(body: ApplicationSubmitted) -> Application:
    return Application(
        number=body.number,
        person_ref=body.person_ref,
        agent_ref=body.agent_ref,
        pooling_area=body.pooling_area,
        pack_id=body.pack.id,
        pack_version=body.pack.version,
        scheme=body.scheme,
        disease_code=body.disease_code,
        route=body.route,
        hospital=body.hospital,
        submitted_at=body.submitted_at,
    )
