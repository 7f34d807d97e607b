"""A case to review: the person, the papers, what to tick and until when; for the institution that has the task."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.clock import Clock
from chassis.http.parties import Institution
from contracts.ids import uuid7
from contracts.vocabulary import Scheme
from fastapi import APIRouter
from policy.pack import Pack
from policy.text import Text
from pydantic import BaseModel

from review.api.checklist import (
    CodeShown,
    CriteriaShown,
    MaterialChecks,
    NationalCodeShown,
    checks,
    is_sample,
    national_codes,
    rejection_reasons,
)
from review.api.insurance import InsuranceShown
from review.api.notices import NoticeShown
from review.api.papers import AbsentShown, PaperShown
from review.api.persons import Persons, PersonShown
from review.api.tasks import TaskShown
from review.domain.case import Case, Review
from review.domain.reading import Reading, ReadingGrant, Sign, grant_reading
from review.domain.rules import Rules
from review.domain.standing import task_to_look_at
from review.domain.task import Task
from review.domain.verdicts import steps_of
from review.store import Cases, Found


class CaseShown(BaseModel):
    """Everything a reviewer needs. `reading_grant` is shown to documents as a bearer token for the page images.

    The approval that ends the case has to name one of the national codes, where there are some.
    """

    task: TaskShown
    pooling_area: Text
    scheme: Scheme
    disease: Text | None
    disease_is_sample: bool
    criteria: CriteriaShown | None
    national_codes: tuple[NationalCodeShown, ...]
    national_code_required: bool
    submitted_at: datetime
    person: PersonShown
    agent: PersonShown | None
    insurance: InsuranceShown | None
    papers: tuple[PaperShown, ...]
    absent: tuple[AbsentShown, ...]
    checks: tuple[MaterialChecks, ...]
    rejection_reasons: tuple[CodeShown, ...]
    notices: tuple[NoticeShown, ...]
    supplements_left: int
    reading_grant: str
    reading_grant_expires_at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """What it takes to show a case. `public_url` is the front door's address, where pages are fetched."""

    cases: Cases
    rules: Rules
    persons: Persons
    sign: Sign
    clock: Clock
    public_url: str


def router(desk: Desk) -> APIRouter:
    """Return the route by which a reviewer sees a case."""
    routes = APIRouter(tags=["tasks"])

    @routes.get("/v1/tasks/{task_id}")
    async def show_the_case(task_id: UUID, institution: Institution) -> CaseShown:
        """Show the case behind a task while it waits for this institution; the vault audits who looked.

        404 for a task of another institution, 409 for one that is decided or recalled, 503 while the vault is away.
        """
        found = await desk.cases.of_task(task_id)
        review, task = task_to_look_at(found.case, task_id, institution.code)
        return await show_case(desk, found, review, task)

    return routes


async def show_case(desk: Desk, found: Found, review: Review, task: Task, *, reader: str = "") -> CaseShown:
    """Return the case; `reader` is who looks, where that is known better than by who has the task in hand."""
    application, pack, now = review.application, desk.rules.pack_of(review.application), desk.clock.now()
    claimant = task.claimed_by(now)
    reader = reader or (f"{task.institution}/{claimant}" if claimant else task.institution)
    person, agent = await asyncio.gather(
        desk.persons.shown(application.person_ref, reader), _agent(desk.persons, application.agent_ref, reader)
    )
    disease = pack.disease(application.disease_code)
    grant = _grant(desk, found, review, reader)
    return CaseShown(
        task=TaskShown.of(found.application_id, review, task, now),
        pooling_area=pack.pooling_area.name,
        scheme=application.scheme,
        disease=disease.name if disease else None,
        disease_is_sample=is_sample(disease),
        criteria=CriteriaShown.of(disease),
        national_codes=(codes := national_codes(pack, application.disease_code)),
        national_code_required=bool(codes) and steps_of(pack, review)[1] is None,
        submitted_at=application.submitted_at,
        person=person,
        agent=agent,
        insurance=InsuranceShown.of(review),
        papers=_papers(desk, pack, found.case, review),
        absent=tuple(AbsentShown.of(absent) for absent in review.absent),
        checks=checks(pack, review),
        rejection_reasons=rejection_reasons(pack),
        notices=tuple(NoticeShown.of(pack, notice) for notice in review.notices),
        supplements_left=max(pack.supplement.max_rounds - len(review.notices), 0),
        reading_grant=grant.token,
        reading_grant_expires_at=grant.expires_at,
    )


async def _agent(persons: Persons, agent_ref: UUID | None, reader: str) -> PersonShown | None:
    return await persons.shown(agent_ref, reader) if agent_ref else None


def _papers(desk: Desk, pack: Pack, case: Case, review: Review) -> tuple[PaperShown, ...]:
    return tuple(
        PaperShown.of(pack, paper, case.inspections.get(paper.document_id), desk.public_url) for paper in review.papers
    )


def _grant(desk: Desk, found: Found, review: Review, reader: str) -> ReadingGrant:
    documents = [
        paper.document_id
        for paper in review.papers
        if (inspection := found.case.inspections.get(paper.document_id)) and inspection.pages
    ]
    reading = Reading(found.application_id, reader, documents)
    return grant_reading(desk.sign, reading, desk.clock.now(), uuid7())
