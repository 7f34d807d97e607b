"""What the end of a worker says about the file it looked at."""

import signal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from documents.inspection.reasons import Reason
from documents.inspection.report import Declared, MediaType, Report, Verdict, pages_folder

FROM_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP, -signal.SIGALRM}


class InspectorAway(Exception):  # noqa: N818 - named by its meaning
    """The file could not be inspected, for a reason that lies with this machine: wait and try again."""


class Answer(BaseModel):
    """What the worker wrote: a report, or why the machine failed it."""

    model_config = ConfigDict(extra="forbid")

    report: Report | None = None
    away: str = ""


def outcome(path: Path, declared: Declared, answer: bytes, code: int) -> Report | None:
    """The report on the file at `path`; none if the worker was ended from outside, which says nothing about the file.

    `code` is the worker's exit code, negative for a signal. Raises `InspectorAway` if the machine failed the worker.
    """
    if answer:
        return _believed(path, declared, answer)
    if code in FROM_OUTSIDE:
        return None
    if code == -signal.SIGXCPU:
        return refused(path, Reason.TOO_COSTLY, "processor time")
    if code < 0:
        return _crashed(path, declared)
    raise InspectorAway(f"the worker ended with code {code} and no answer")


def refused(path: Path, reason: Reason, detail: str) -> Report:
    """The report on a file that the worker did not live to report on."""
    return Report(Verdict.REJECTED, path.stat().st_size, reason=reason, detail=detail)


def _believed(path: Path, declared: Declared, answer: bytes) -> Report:
    """A worker taken over by its file may answer anything: page images are taken from the one folder only."""
    try:
        parsed = Answer.model_validate_json(answer)
    except ValidationError:
        return _crashed(path, declared)
    if parsed.report is None:
        raise InspectorAway(parsed.away)
    folder = pages_folder(path)
    pages = [page.path for page in parsed.report.pages]
    if all(page.parent == folder and page.is_file() and not page.is_symlink() for page in pages):
        return parsed.report
    return _crashed(path, declared)


def _crashed(path: Path, declared: Declared) -> Report:
    reason = Reason.INVALID_PDF if declared.media_type == MediaType.PDF else Reason.INVALID_IMAGE
    return refused(path, reason, "the decoder crashed")
