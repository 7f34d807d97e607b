"""What is asked and answered about tickets and papers."""

from typing import Annotated
from uuid import UUID

from contracts.event import Part
from contracts.events.intake import PackVersion
from contracts.events.requests import MAX_PAPERS
from contracts.vocabulary import Bytes, Code, Count, MediaType, Moment, PartyCode, Sha256
from pydantic import Field

from documents.domain.dossier import PaperStatus

FileName = Annotated[str, Field(max_length=1024)]


class AskedPaper(Part):
    """A file that somebody wants to upload, as they describe it. `size` is in bytes."""

    material: Code
    file_name: FileName
    media_type: MediaType
    size: Bytes
    sha256: Sha256


AskedPapers = Annotated[tuple[AskedPaper, ...], Field(min_length=1, max_length=MAX_PAPERS)]


class Allowance(Part):
    """What an upload grant allows: under which pack, which materials, how many files, how many bytes each."""

    channel: PartyCode
    pack: PackVersion
    materials: tuple[Code, ...]
    max_files: Count
    max_bytes: Bytes


class TicketsAsked(Part):
    """The request for tickets, with what its grant allows."""

    allowance: Allowance
    papers: AskedPapers


class Ticket(Part):
    """The right to upload one file: this type, so many bytes."""

    document_id: UUID
    material: Code
    media_type: MediaType
    size: Bytes


class TicketsIssued(Part):
    """The tickets, in the order of the papers asked for. The same file for the same material has the same ticket."""

    tickets: tuple[Ticket, ...]
    expires_at: Moment


class CompletionAsked(Part):
    """The uploader says that the file is there."""

    document_id: UUID


class PaperStanding(Part):
    """How far a paper has come."""

    document_id: UUID
    material: Code
    status: PaperStatus
    reason: Code | None = None
