"""Documents' queries: one dossier, and who looked at which page."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from chassis.storage.driver import Pool

from documents.domain.dossier import Dossier

ONE = "select state, state_version from aggregates where subject = $1 and state is not null"
LOOKED = "insert into page_views (party, application, document_id, page, grant_id) values ($1, $2, $3, $4, $5)"


@dataclass(frozen=True, slots=True)
class View:
    """One look at one page, by the party that a reading grant was given to."""

    party: str
    application: UUID
    document_id: UUID
    page: int
    grant_id: str


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The dossiers as they stand."""

    pool: Pool
    open_state: Callable[[str, int], Dossier]

    async def of(self, application: UUID) -> Dossier:
        """Return an application's dossier; an empty one if nothing is known."""
        row = await self.pool.fetchrow(ONE, application)
        return self.open_state(row["state"], row["state_version"]) if row else Dossier()

    async def looked(self, view: View) -> None:
        """Write down that somebody looks at a page, before it is shown."""
        await self.pool.execute(LOOKED, view.party, view.application, view.document_id, view.page, view.grant_id)
