"""What an inspection is told and what it answers."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from documents.inspection.reasons import Reason


class Verdict(StrEnum):
    """What becomes of the file."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class MediaType(StrEnum):
    """The types a paper may have; all others are turned away."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


class Flag(StrEnum):
    """What is remarkable about an accepted original; its page images are harmless all the same."""

    ACTIVE_CONTENT = "active_content"
    ATTACHMENT = "attachment"
    OWNER_LOCKED = "owner_locked"


@dataclass(frozen=True)
class Declared:
    """What the uploader said of the file: its media type, its size in bytes and its SHA-256 as lower-case hex."""

    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Limits:
    """What a file may be, and what looking at it may cost.

    `size` and `memory` are bytes, `side` is the longer side of a page image in pixels. 60 million pixels leave room
    for a "50-megapixel" phone, which makes 8192 x 6144. `wall_seconds` is for a machine in trouble: a file alone runs
    into `cpu_seconds` first.
    """

    size: int = 20 * 1024**2
    pages: int = 60
    pixels: int = 60_000_000
    side: int = 1600
    memory: int = 1024**3
    cpu_seconds: int = 10
    wall_seconds: int = 30


@dataclass(frozen=True)
class Page:
    """One page as reviewers see it: upright, re-encoded, without metadata. Numbers start at 1, sizes are pixels."""

    number: int
    width: int
    height: int
    media_type: str
    path: Path


@dataclass(frozen=True)
class Report:
    """The outcome for one file.

    `detail` is made of our own words and numbers, never of text out of the file, so it may be logged and sent on.
    `media_type` is what the file turned out to be; it and `sha256` are empty if the inspection did not get that far.
    """

    verdict: Verdict
    size: int
    sha256: str = ""
    media_type: MediaType | None = None
    reason: Reason | None = None
    detail: str = ""
    pages: tuple[Page, ...] = ()
    flags: tuple[Flag, ...] = ()


def pages_folder(path: Path) -> Path:
    """Where the page images of the file at `path` are put: a folder beside it."""
    return path.with_name(f"{path.name}.pages")
