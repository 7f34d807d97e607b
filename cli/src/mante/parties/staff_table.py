"""A table of staff as hospitals send it: CSV, read whole, every fault with its line, nothing taken if there is one."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chassis.parties.records import StaffRecord
from contracts.catalogue import PartyKind
from pydantic import ValidationError

from mante.parties.edits import CannotBe

COLUMNS = ("institution", "practitioner", "name", "roles", "phone", "person_ref")
REQUIRED = COLUMNS[:4]
MOST_BYTES = 8 * 1024 * 1024
_ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets in China write


@dataclass(frozen=True)
class Line:
    """Somebody, and the number of the line that they stand on."""

    number: int
    institution: str
    member: StaffRecord


def rows_of(raw: bytes, kinds: Mapping[str, PartyKind]) -> dict[str, list[StaffRecord]]:
    """The people in the table by institution; `kinds` are the parties there are. Raises CannotBe with every fault.

    The first line names the columns: institution, practitioner, name, roles (separated by spaces); phone and person_ref
    may be left out. No fault shows what stands in the line but its codes.
    """
    faults: list[str] = []
    lines = list(_lines(raw, faults))
    faults += _faults_among(lines, kinds)
    if faults:
        raise CannotBe("\n".join(sorted(faults, key=_number)))
    if not lines:
        raise CannotBe("nobody stands in the file")
    found: dict[str, list[StaffRecord]] = {}
    for line in lines:
        found.setdefault(line.institution, []).append(line.member)
    return found


def _lines(raw: bytes, faults: list[str]) -> Iterator[Line]:
    reader = csv.DictReader(io.StringIO(_text(raw)), strict=True)
    try:
        _check_columns(reader.fieldnames or ())
        for row in reader:
            try:
                yield _line(reader.line_num, row)
            except ValidationError as wrong:
                faults += [f"line {reader.line_num}: {_told(one)}" for one in wrong.errors(include_input=False)]
            except ValueError as wrong:
                faults.append(f"line {reader.line_num}: {wrong}")
    except csv.Error as wrong:
        faults.append(f"line {reader.line_num + 1}: {wrong}")


def _line(number: int, row: Mapping[str | None, str | list[str] | None]) -> Line:
    if None in row or None in row.values():
        raise ValueError("has another number of columns than the first line")
    cells = {str(name): str(cell).strip() for name, cell in row.items()}
    institution, roles = cells.pop("institution"), cells.pop("roles").split()
    given = {name: cell for name, cell in cells.items() if cell}
    return Line(number, institution, StaffRecord.model_validate({**given, "roles": roles}))


def _faults_among(lines: Sequence[Line], kinds: Mapping[str, PartyKind]) -> Iterator[str]:
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if kinds.get(line.institution) is not PartyKind.INSTITUTION:
            yield f"line {line.number}: institution: there is none of this code"
        first = seen.setdefault((line.institution, line.member.practitioner), line.number)
        if first != line.number:
            yield f"line {line.number}: {line.member.practitioner} stands on line {first} already"
        if not line.member.roles:
            yield f"line {line.number}: roles: there is none"


def _check_columns(given: Sequence[str]) -> None:
    missing, unknown = set(REQUIRED) - set(given), set(given) - set(COLUMNS)
    if missing or unknown or len(set(given)) != len(given):
        raise CannotBe(f"line 1: name the columns {', '.join(COLUMNS)}; the last two may be left out")


def _text(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise CannotBe(f"the file is larger than {MOST_BYTES // 1024**2} MB")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotBe("the file is neither UTF-8 nor GB18030")


def _told(error: Mapping[str, object]) -> str:
    place = error["loc"]
    where = ".".join(str(step) for step in place) if isinstance(place, tuple) else ""
    return f"{where}: {error['msg']}"


def _number(fault: str) -> int:
    return int(fault.removeprefix("line ").partition(":")[0])
