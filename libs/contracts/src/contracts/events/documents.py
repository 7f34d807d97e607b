"""What documents says about the papers of one application."""

from uuid import UUID

from contracts.event import Event
from contracts.vocabulary import (
    Bytes,
    Code,
    Count,
    DocumentId,
    MediaType,
    Moment,
    ObjectVersion,
    Sha256,
)


class DocumentAccepted(Event):
    """A paper was sealed and found fit. `version_id` is the object version that `sha256` was taken of.

    `lies_with` is the application it was uploaded for, where that is another one of the same person.
    """

    document_id: DocumentId
    material: Code
    sha256: Sha256
    size: Bytes
    media_type: MediaType
    version_id: ObjectVersion
    pages: Count
    flags: tuple[Code, ...] = ()
    inspected_at: Moment
    lies_with: UUID | None = None


class DocumentRejected(Event):
    """A paper can't be used; `reason` says why, and the applicant is told at once what to do."""

    document_id: DocumentId
    material: Code
    reason: Code
    inspected_at: Moment


class DossierCompleted(Event):
    """Every paper that was named when lodging has its verdict."""

    accepted: tuple[DocumentId, ...]
    rejected: tuple[DocumentId, ...]
    completed_at: Moment


class DocumentErased(Event):
    """A paper and its page images were destroyed."""

    document_id: DocumentId
    erased_at: Moment
