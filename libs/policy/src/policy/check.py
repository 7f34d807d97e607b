"""What is wrong with a pack file or a calendar file, before anything runs on it."""

from pathlib import Path

from policy.arrangement import Year
from policy.consistency import faults_of
from policy.finding import Finding, InvalidFile
from policy.marks import Marked
from policy.pack import Pack
from policy.record_file import findings_of, marked_in, record_of


def check(path: Path) -> list[Finding]:
    """Return everything that is wrong with the file at `path`, errors and warnings, in the file's order.

    A file with a `year` is a calendar, any other a pack. Raises OSError where there is no file to read.
    """
    try:
        marked = marked_in(path)
    except InvalidFile as error:
        return list(error.findings)
    if isinstance(marked.value, dict) and "year" in marked.value:
        return record_of(Year, marked)[1]
    return pack_of(marked)[1]


def pack_of(marked: Marked) -> tuple[Pack | None, list[Finding]]:
    """Return the pack, or none where its types are wrong, and what was found."""
    pack, findings = record_of(Pack, marked)
    return pack, findings if pack is None else findings_of(faults_of(pack), marked)
