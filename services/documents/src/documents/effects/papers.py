"""Inspecting and erasing papers in the object store."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from chassis.performer import Performer
from chassis.storage import Job

from documents.domain.arriving import PaperMissing
from documents.domain.erasing import ErasePapers, PapersErased
from documents.domain.inspecting import InspectionLimits, InspectPaper, PaperInspected
from documents.inspection.folders import folder_for_a_paper
from documents.inspection.report import Declared, Limits, Report, Verdict
from documents.inspection.worker import inspect_in_worker
from documents.objects import NotUploaded, Objects, key_of, page_key

LADDER = (0.5, 1.0, 2.0, 3.0, 5.0, 5.0, 10.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 300.0, 600.0, 600.0)
"""Seconds between tries while the store or the inspector is away; at its end the ladder begins anew."""

AT_ONCE = 2
LEASE, WITHIN = 15.0, 180.0
"""Seconds: a dead worker's papers are soon another's, a slow one keeps them. Files wait for their turn, too."""


@dataclass(frozen=True, slots=True)
class Inspector:
    """Seals and inspects. At most two files at a time: a worker may take a gigabyte."""

    objects: Objects
    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def inspect(self, order: InspectPaper, job: Job) -> PaperInspected | PaperMissing:
        """Inspect one paper. Raises `StoreAway` and `InspectorAway`; the ladder then goes on."""
        key = key_of(job.subject, order.document_id)
        try:
            stored = await self.objects.find(key)
        except NotUploaded:
            return PaperMissing(document_id=order.document_id, looks=looks(order, job))
        if stored.size > _limits(order.limits).size:
            return PaperInspected(document_id=order.document_id, reason="file_size")
        async with self._free:
            return await self._inspect(order, job.subject, key, stored.version_id)

    async def _inspect(self, order: InspectPaper, application: UUID, key: str, version: str) -> PaperInspected:
        with folder_for_a_paper() as folder:
            path = folder / "paper"
            await self.objects.download(key, version, path)
            declared = Declared(order.media_type, order.size, order.sha256)
            report = await inspect_in_worker(path, declared, _limits(order.limits))
            await self._keep_pages(report, application, order.document_id)
        return _result(order.document_id, version, report)

    async def _keep_pages(self, report: Report, application: UUID, document: UUID) -> None:
        for page in report.pages:
            await self.objects.put(page_key(application, document, page.number), Path(page.path), page.media_type)


def looks(order: InspectPaper, job: Job) -> int:
    """Count one more look in vain; after tries that failed it is the first: there was an outage."""
    return order.looks + 1 if job.is_first else 1


def _limits(given: InspectionLimits | None) -> Limits:
    """The application's pack says what a file may be; what looking at it may cost is ours to say."""
    if given is None:
        return Limits()
    return Limits(size=given.max_bytes, pages=given.max_pages, pixels=given.max_pixels)


def _result(document: UUID, version: str, report: Report) -> PaperInspected:
    if report.verdict is Verdict.REJECTED:
        return PaperInspected(document_id=document, reason=report.reason.value if report.reason else "invalid")
    return PaperInspected(
        document_id=document,
        sha256=report.sha256,
        size=report.size,
        media_type=report.media_type.value if report.media_type else "",
        version_id=version,
        pages=len(report.pages),
        flags=tuple(flag.value for flag in report.flags),
    )


@dataclass(frozen=True, slots=True)
class Eraser:
    """Destroys papers."""

    objects: Objects

    async def erase(self, order: ErasePapers, job: Job) -> PapersErased:
        """Destroy every version of these papers and their page images; doing it again does nothing."""
        for document in order.documents:
            await self.objects.erase(key_of(job.subject, document))
        return PapersErased(documents=order.documents)


def performers(objects: Objects) -> Sequence[Performer[Any]]:
    """Return the effects that documents knows how to do."""
    return [
        Performer(InspectPaper, Inspector(objects).inspect, ladder=LADDER, lease=LEASE, within=WITHIN),
        Performer(ErasePapers, Eraser(objects).erase, ladder=LADDER, lease=LEASE, within=WITHIN),
    ]
