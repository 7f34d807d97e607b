"""The file under inspection, and what the steps so far have found out about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from documents.inspection.reasons import Reason
from documents.inspection.report import Declared, Flag, Limits, MediaType, Page


@dataclass(frozen=True)
class Paper:
    """Each step takes one and returns one that knows more; `page_count` is what the structure claims."""

    path: Path
    declared: Declared
    limits: Limits
    size: int = 0
    sha256: str = ""
    media_type: MediaType | None = None
    page_count: int = 0
    pages: tuple[Page, ...] = ()
    flags: frozenset[Flag] = frozenset()

    def flagged(self, *flags: Flag) -> "Paper":
        """The same paper with further flags."""
        return replace(self, flags=self.flags.union(flags))


class Unfit(Exception):  # noqa: N818 - a refusal is named by its meaning
    """The file is turned away; raised with the paper as known so far by whoever runs the steps."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        """`detail` is made of our words and numbers, never of text out of the file."""
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def check_pixels(width: int, height: int, limit: int) -> None:
    """Raise `Unfit` for a picture of more than `limit` pixels."""
    if width * height > limit:
        raise Unfit(Reason.IMAGE_TOO_LARGE, f"{width} x {height}")


@contextmanager
def blaming_the_file(reason: Reason) -> Iterator[None]:
    """Turn whatever a parser throws at a hostile file into `Unfit(reason)`.

    Parsers raise nearly anything: struct.error, SyntaxError, RecursionError. Only an OSError with an errno is the
    machine's (disk full, too many open files) and passes; those of the decoders have none.
    """
    try:
        yield
    except Unfit:
        raise
    except MemoryError as error:
        raise Unfit(Reason.TOO_COSTLY, "memory") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Unfit(reason, type(error).__name__) from error
