"""What reviewers see: every page encoded anew from its pixels, so that nothing else of the file gets through."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path

from PIL import Image

from documents.inspection.paper import Paper
from documents.inspection.report import MediaType, Page, pages_folder

QUALITY = 80


def leave_pages(paper: Paper, pictures: Iterator[Image.Image]) -> Paper:
    """Leave one JPEG per page in the pages folder; `pictures` have a longer side of at most `limits.side` pixels."""
    folder = pages_folder(paper.path)
    folder.mkdir()
    pages = tuple(_write(folder, number, picture) for number, picture in zip(count(1), pictures, strict=False))
    return replace(paper, pages=pages)


def _write(folder: Path, number: int, picture: Image.Image) -> Page:
    path = folder / f"{number}.jpg"
    path.write_bytes(_encoded(picture))
    return Page(number, picture.width, picture.height, MediaType.JPEG, path)


def _encoded(picture: Image.Image) -> bytes:
    picture.info.clear()  # Pillow would carry comments over from here
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY)
    return jpeg.getvalue()
