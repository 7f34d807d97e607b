"""From the text of a data file to a typed record, or to findings with line, column and field."""

import json
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from policy.finding import Fault, Finding, InvalidFile, Severity, spelled
from policy.marks import Marked, Path, Place, Unreadable, read
from policy.record import Record

R = TypeVar("R", bound=Record)

_IN_WORDS = {"missing": "this field is missing", "extra_forbidden": "unknown key"}


def yaml_in(folder: Traversable) -> list[Traversable]:
    """Return the data files of a folder by name."""
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def marked_in(file: Traversable) -> Marked:
    """Return what a file says and where; raises InvalidFile where it isn't the YAML of a data file."""
    try:
        return read(file.read_bytes().decode())
    except UnicodeDecodeError as error:
        place, reason = Place(1, 1), f"not UTF-8: byte {error.start + 1} begins no character"
    except Unreadable as error:
        place, reason = error.place, error.reason
    raise InvalidFile(file.name, [Finding(Severity.ERROR, place.line, place.column, "", reason)])


def record_of(model: type[R], marked: Marked) -> tuple[R | None, list[Finding]]:
    """Return the record, or none and why not.

    Goes by way of JSON: there, strictness tells texts from numbers, and still takes a list for a tuple.
    """
    try:
        return model.model_validate_json(json.dumps(marked.value)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, findings_of((_fault(detail, marked) for detail in details if not _echoes(detail, details)), marked)


def load_record(model: type[R], file: Traversable) -> R:
    """Return the record of a file; raises InvalidFile."""
    record, findings = record_of(model, marked_in(file))
    if record is None:
        raise InvalidFile(file.name, findings)
    return record


def findings_of(faults: Iterable[Fault], marked: Marked) -> list[Finding]:
    """Return the faults with their places in the file, in the file's order."""
    findings = [_finding(fault, marked) for fault in faults]
    return sorted(findings, key=lambda each: (each.line, each.column, each.field))


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that keep a file from being used."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _finding(fault: Fault, marked: Marked) -> Finding:
    place = marked.nearest(fault.path)
    return Finding(fault.severity, place.line, place.column, spelled(fault.path), fault.reason)


def _echoes(detail: ErrorDetails, others: Iterable[ErrorDetails]) -> bool:
    """Tell whether a list is only called too short because the items in it are wrong."""
    within, deep = detail["loc"], len(detail["loc"])
    return detail["type"] == "too_short" and any(o["loc"][:deep] == within and len(o["loc"]) > deep for o in others)


def _fault(detail: ErrorDetails, marked: Marked) -> Fault:
    reason = _IN_WORDS.get(detail["type"])
    if reason is None:
        found = json.dumps(detail["input"], ensure_ascii=False, default=str)
        reason = detail["msg"].removeprefix("Value error, ")
        reason += f", found {found}" if not isinstance(detail["input"], (dict, list)) else ""
    return Fault(_path(detail, marked), reason)


def _path(detail: ErrorDetails, marked: Marked) -> Path:
    """The path in the file: without the names of variants that validation puts between."""
    path: Path = ()
    for part in detail["loc"]:
        path = (*path, part) if (*path, part) in marked.places else path
    return (*path, detail["loc"][-1]) if detail["type"] == "missing" else path
