"""Who is insured: the fake register of a stack, or a city's file and what is wrong in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from intake.register.as_file import lines_of
from intake.register.rows import BadFile, BadRow, rows_in
from policy.calendar import SHANGHAI

from mante.diagnosis.finding import Finding, Verdict, judged
from mante.stack import home as folder
from mante.stack import status

_WHAT = "register of the insured"


def looks(home: Path) -> Iterator[Finding]:
    """One look at the register that a running stack asks."""
    about, _ = status.read(folder.state_file(home))
    addresses = about.get("addresses")
    if folder.holder(home) is None or not isinstance(addresses, dict):
        return
    if file := addresses["register"].get("file"):
        yield _file(Path(file))
    else:
        yield Finding(Verdict.OK, _WHAT, "a fake: everybody is insured; a city's own is named by `up --insured`")


def _file(path: Path) -> Finding:
    remedy = f"./mante insured check {path}"
    try:
        good, bad = bad_rows_in(path)
    except (OSError, BadFile) as error:
        return Finding(Verdict.FAIL, _WHAT, str(error), remedy)
    found = f"{path}: {good} rows, {len(bad)} unusable"
    return judged(_WHAT, found, good=not bad, remedy=remedy, otherwise=Verdict.WARN)


def bad_rows_in(path: Path) -> tuple[int, list[BadRow]]:
    """Return how many rows of a file are good, and those that aren't; raises `BadFile` if it is no such file."""
    good, bad = 0, list[BadRow]()
    with lines_of(path) as lines:
        for one in rows_in(lines, datetime.now(UTC).astimezone(SHANGHAI).date()):
            if isinstance(one, BadRow):
                bad.append(one)
            else:
                good += 1
    return good, bad
