"""What the other services are told of what was handed in: submitted, supplemented, or not accepted."""

from contracts.events.intake import (
    ApplicationNotAccepted,
    ApplicationSubmitted,
    InsuranceCheck,
    SubmittedPaper,
    SupplementProvided,
)
from contracts.events.requests import NamedPaper
from contracts.vocabulary import InsuranceResult

from intake.domain.application import Application, Handover


def material_of(application: Application, paper: NamedPaper) -> str:
    """Return what the paper was uploaded as; what it is named as while documents hasn't said."""
    finding = application.findings.get(paper.document_id)
    return finding.material if finding else paper.material


def not_accepted(application: Application) -> ApplicationNotAccepted:
    """Return 一次性告知: everything that is missing or unfit."""
    return ApplicationNotAccepted(
        number=application.number,
        person_ref=application.asked.person_ref,
        agent_ref=application.asked.applicant.agent_ref,
        channel=application.channels[0],
        pack=application.pack,
        items=application.items,
        route=application.asked.route,
    )


def submitted(application: Application, handover: Handover) -> ApplicationSubmitted:
    """Return the complete application; its clock starts at the instant of lodging."""
    asked = application.asked
    return ApplicationSubmitted(
        number=application.number,
        person_ref=asked.person_ref,
        agent_ref=asked.applicant.agent_ref,
        applicant_kind=asked.applicant.kind,
        channel=application.channels[0],
        pooling_area=asked.pooling_area,
        pack=application.pack,
        scheme=asked.scheme,
        disease_code=asked.disease_code,
        route=asked.route,
        hospital=asked.hospital,
        submitted_at=handover.lodged_at,
        papers=_papers(application, handover),
        absent=handover.absent,
        insurance=_insurance(application),
        care_area=asked.care_area,
    )


def _insurance(application: Application) -> InsuranceCheck | None:
    if application.insurance is None:
        return None
    return application.insurance.check or InsuranceCheck(result=InsuranceResult.NOT_CHECKED)


def provided(application: Application, handover: Handover) -> SupplementProvided:
    """Return the whole answer to a supplement request; the clock restarts at the instant it was handed in."""
    return SupplementProvided(
        round=handover.round,
        provided_at=handover.lodged_at,
        papers=_papers(application, handover),
        absent=handover.absent,
    )


def _papers(application: Application, handover: Handover) -> tuple[SubmittedPaper, ...]:
    return tuple(
        SubmittedPaper(
            document_id=paper.document_id,
            material=material_of(application, paper),
            inspected=paper.document_id in application.findings,
        )
        for paper in handover.papers
    )
