"""Files to inspect, made on the spot, and two ways to have them inspected."""

import hashlib
from collections.abc import Awaitable, Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from warnings import catch_warnings

import pikepdf
import pytest
from documents.inspection.report import Declared, Limits, Report
from documents.inspection.steps import inspect
from documents.inspection.worker import inspect_in_worker
from PIL import Image, ImageDraw

Look = Callable[..., Report]
Inspected = Callable[..., Awaitable[Report]]


def declared(content: bytes, media_type: str) -> Declared:
    return Declared(media_type, len(content), hashlib.sha256(content).hexdigest())


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    """Inspect in this process: quick, for files that do no harm to it. What it bounds for all is put back."""
    pixels = Image.MAX_IMAGE_PIXELS

    def look(content: bytes, media_type: str, told: Declared | None = None, limits: Limits | None = None) -> Report:
        path = Path(mkdtemp(dir=tmp_path)) / "file"
        path.write_bytes(content)
        with catch_warnings():
            return inspect(path, told or declared(content, media_type), limits or Limits())

    yield look
    Image.MAX_IMAGE_PIXELS = pixels


@pytest.fixture
def inspected(tmp_path: Path) -> Inspected:
    """Inspect in a worker, as the service does."""

    async def inspected(content: bytes, media_type: str, limits: Limits | None = None) -> Report:
        path = Path(mkdtemp(dir=tmp_path)) / "file"
        path.write_bytes(content)
        return await inspect_in_worker(path, declared(content, media_type), limits or Limits())

    return inspected


@pytest.fixture(scope="session")
def picture() -> Image.Image:
    """Something with edges and colours, 120 x 80."""
    picture = Image.new("RGB", (120, 80), "white")
    ImageDraw.Draw(picture).rectangle((10, 10, 50, 40), fill=(200, 20, 20))
    return picture


@pytest.fixture(scope="session")
def jpeg(picture: Image.Image) -> bytes:
    return saved(picture, "JPEG")


@pytest.fixture(scope="session")
def png(picture: Image.Image) -> bytes:
    return saved(picture, "PNG")


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """Two pages, each with a black square."""
    return written(square_pages(2))


@pytest.fixture
def squares() -> Callable[[int], pikepdf.Pdf]:
    """Make a PDF of so many pages that can still be changed."""
    return square_pages


def square_pages(count: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(count):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(b"100 100 200 200 re f")
    return pdf


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 - whatever Pillow or pikepdf takes
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def written(pdf: pikepdf.Pdf, **options: Any) -> bytes:  # noqa: ANN401 - whatever Pillow or pikepdf takes
    file = BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


@pytest.fixture
def as_file() -> Callable[..., bytes]:
    """Turn a picture (with its kind) or a PDF into the bytes of a file."""

    def as_file(what: Image.Image | pikepdf.Pdf, kind: str = "", **options: Any) -> bytes:  # noqa: ANN401 - whatever Pillow or pikepdf takes
        return saved(what, kind, **options) if isinstance(what, Image.Image) else written(what, **options)

    return as_file
