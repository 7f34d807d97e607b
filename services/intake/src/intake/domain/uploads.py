"""Who may upload papers just now, and which."""

from uuid import UUID

from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain.application import Application, open_to
from intake.domain.grants import Upload
from intake.domain.offering import materials_of, pinned
from intake.domain.refusals import NothingToUpload

TAKES_PAPERS = frozenset({ApplicationState.DRAFT, ApplicationState.NOT_ACCEPTED, ApplicationState.AWAITING_SUPPLEMENT})


def upload_now(packs: Packs, application_id: UUID, state: Application | None, channel: str) -> Upload:
    """Return what the channel may upload, for a new grant where the first has run out; raises `NothingToUpload`."""
    application = open_to(state, channel)
    if application.status not in TAKES_PAPERS:
        raise NothingToUpload
    pack = pinned(packs, application)
    return Upload(application_id, channel, pack, materials_of(pack, application))
