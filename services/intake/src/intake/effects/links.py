"""Whether a draft may name papers of another application: looked up in our own rows."""

from dataclasses import dataclass
from uuid import UUID

from chassis.decision import Refused
from chassis.storage import Job
from contracts.events.requests import DraftOpened

from intake.domain.linking import Beside, CheckLink, LinkChecked, papers_to_use
from intake.store import Applications
from intake.vault.visits import Visits


@dataclass(frozen=True, slots=True)
class CheckingLinks:
    """Gathers what the rule needs to know."""

    applications: Applications
    visits: Visits

    async def beside(self, asked: DraftOpened, channel: str, draft: UUID) -> Beside:
        """Return what there is beside a draft that names another application."""
        if asked.with_papers_of is None:
            return Beside(None, has_met=False, siblings=0)
        who = asked.applicant.agent_ref or asked.person_ref
        return Beside(
            await self.applications.named(asked.with_papers_of),
            has_met=await self.visits.has_come(who, channel),
            siblings=await self.applications.siblings(asked.with_papers_of, draft),
        )

    async def perform(self, body: CheckLink, job: Job) -> LinkChecked:
        """Say which papers may be named, or what is against it."""
        try:
            papers = papers_to_use(body.asked, body.channel, await self.beside(body.asked, body.channel, job.subject))
        except Refused as refused:
            return LinkChecked(refused=refused.code)
        return LinkChecked(papers=papers)
