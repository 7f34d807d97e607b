"""What is done to papers in the store: an operator's fault is never held against a paper, the pack's limits hold."""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from chassis.observing.figures import EFFECTS_FAILED
from chassis.performer import Performer
from chassis.storage import Job
from contracts.ids import uuid7
from documents.domain.erasing import ErasePapers, PapersErased
from documents.domain.inspecting import InspectionLimits, InspectPaper, PaperInspected
from documents.effects.papers import Eraser, Inspector
from documents.objects import NoBucket, NotUploaded, NotVersioned, Objects, StoreAway, Stored, key_of, page_key
from PIL import Image

from .shelf import CARD, Shelf

APPLICATION = uuid7()
PLENTY = InspectionLimits(max_bytes=1 << 20, max_pages=10, max_pixels=1_000_000)


@dataclass(frozen=True)
class Bucket(Objects):
    """A store with these objects, each in one version; `fault` is what it says to every question."""

    held: dict[str, bytes] = field(default_factory=dict)
    fault: list[Exception] = field(default_factory=list)

    async def find(self, key: str) -> Stored:
        if self.fault:
            raise self.fault[0]
        if key not in self.held:
            raise NotUploaded
        return Stored("v1", len(self.held[key]))

    async def download(self, key: str, version_id: str, path: Path) -> None:
        assert version_id == "v1"
        path.write_bytes(self.held[key])  # noqa: ASYNC240 - a test's file

    async def put(self, key: str, path: Path, media_type: str) -> None:
        assert media_type == "image/jpeg"
        self.held[key] = path.read_bytes()  # noqa: ASYNC240 - a test's file

    async def erase(self, prefix: str) -> None:
        for key in [key for key in self.held if key.startswith(prefix)]:
            del self.held[key]


@pytest.fixture
def bucket() -> Bucket:
    return Bucket("http://store", "http://store", "papers", "key", "secret")


def photo(width: int = 120, height: int = 80) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "JPEG")
    return file.getvalue()


def order_for(content: bytes, limits: InspectionLimits | None = PLENTY, media_type: str = "image/jpeg") -> InspectPaper:
    return InspectPaper(
        document_id=uuid7(),
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        limits=limits,
    )


def job_of(order: Any) -> Job:  # noqa: ANN401 - any effect
    return Job(uuid7(), APPLICATION, type(order).__name__, order.model_dump_json().encode(), 1, 1, uuid7(), None)


async def verdict_on(bucket: Bucket, content: bytes, order: InspectPaper) -> PaperInspected:
    bucket.held[key_of(APPLICATION, order.document_id)] = content
    result = await Inspector(bucket).inspect(order, job_of(order))
    assert isinstance(result, PaperInspected)
    return result


def failed(error: type[Exception]) -> float:
    return EFFECTS_FAILED.labels("InspectPaper", error.__name__)._value.get()


@pytest.mark.parametrize("fault", [NoBucket("papers"), NotVersioned("papers"), StoreAway("AccessDenied")])
async def test_while_the_store_is_wrongly_set_up_papers_wait_and_operators_are_told(
    bucket: Bucket, fault: StoreAway
) -> None:
    shelf, before = Shelf(), failed(type(fault))
    (card,) = await shelf.upload(APPLICATION, CARD)
    bucket.fault.append(fault)
    shelf.inspector = Performer(InspectPaper, Inspector(bucket).inspect, ladder=(60.0,) * 20)
    await shelf.lodge(APPLICATION, card)
    for _ in range(15):
        await shelf.wait(timedelta(minutes=2))
    assert shelf.said(APPLICATION) == []
    assert failed(type(fault)) - before > 10
    (waiting,) = [effect for effect in shelf.harness.storage.effects.values() if not effect.done]
    assert waiting.last_error == f"{type(fault).__name__}: {fault}"
    bucket.fault.clear()
    await shelf.wait(timedelta(minutes=2))
    assert shelf.said(APPLICATION) == []


async def test_a_good_paper_is_sealed_by_its_version_and_its_pages_kept(bucket: Bucket) -> None:
    content = photo()
    order = order_for(content)
    result = await verdict_on(bucket, content, order)
    assert (result.reason, result.version_id, result.pages) == (None, "v1", 1)
    page = bucket.held[page_key(APPLICATION, order.document_id, 1)]
    with Image.open(BytesIO(page)) as shown:
        assert (shown.size, dict(shown.getexif())) == ((120, 80), {})


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (PLENTY.model_copy(update={"max_bytes": 100}), "file_size"),
        (PLENTY.model_copy(update={"max_pixels": 120 * 80 - 1}), "image_too_large"),
        (PLENTY.model_copy(update={"max_pixels": 120 * 80}), None),
        (None, None),
    ],
)
async def test_the_limits_of_the_pack_hold(bucket: Bucket, limits: InspectionLimits | None, reason: str | None) -> None:
    content = photo()
    assert (await verdict_on(bucket, content, order_for(content, limits))).reason == reason


async def test_a_type_that_a_pack_allows_and_nobody_can_look_at_gets_an_answer(bucket: Bucket) -> None:
    content = photo()
    assert (await verdict_on(bucket, content, order_for(content, media_type="image/webp"))).reason == "type_mismatch"


async def test_erasing_takes_papers_with_their_pages_and_nothing_else_and_may_be_repeated(bucket: Bucket) -> None:
    content = photo()
    first, second = order_for(content), order_for(content)
    await verdict_on(bucket, content, first)
    await verdict_on(bucket, content, second)
    order = ErasePapers(documents=(first.document_id,))
    for _ in range(2):
        assert await Eraser(bucket).erase(order, job_of(order)) == PapersErased(documents=(first.document_id,))
    assert {UUID(key.split("/")[1]) for key in bucket.held} == {second.document_id}
