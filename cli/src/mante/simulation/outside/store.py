"""The object store and the inspection: what was uploaded, what it looks like, and what the inspector says of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chassis.storage import Job
from documents.domain.arriving import PaperMissing
from documents.domain.inspecting import InspectPaper, PaperInspected
from documents.effects.papers import looks

ILLEGIBLE = "invalid_image"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it lies in the store. `is_bad` is what an inspector sees."""

    sha256: str
    size: int
    is_bad: bool
    arrives: datetime


@dataclass(slots=True)
class Store:
    """Files by application and document."""

    clock: Callable[[], datetime]
    files: dict[tuple[UUID, UUID], Upload] = field(default_factory=dict)
    erased: set[tuple[UUID, UUID]] = field(default_factory=set)

    def put(self, application: UUID, document: UUID, upload: Upload) -> None:
        """Take an upload, which may be on its way for a while."""
        self.files.setdefault((application, document), upload)

    async def inspect(self, order: InspectPaper, job: Job) -> PaperInspected | PaperMissing:
        """Look at one paper."""
        found = self.files.get((job.subject, order.document_id))
        if found is None or found.arrives > self.clock():
            return PaperMissing(document_id=order.document_id, looks=looks(order, job))
        if found.is_bad or found.sha256 != order.sha256:
            return PaperInspected(document_id=order.document_id, reason=ILLEGIBLE)
        return PaperInspected(
            document_id=order.document_id,
            sha256=found.sha256,
            size=found.size,
            media_type=order.media_type,
            version_id="v1",
            pages=1,
        )

    async def erase(self, key: str) -> None:
        """Destroy a paper, as the real store's key names it."""
        application, _, document = key.partition("/")
        self.erased.add((UUID(application), UUID(document)))
