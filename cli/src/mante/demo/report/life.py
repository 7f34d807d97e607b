"""The life of one application: what was asked and what was published, in time, one line for what belongs together."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from mante.demo.checks.topics import Event
from mante.demo.report import asked, benefits, intake, notices, review
from mante.demo.report.asked import Row
from mante.demo.report.line import Line
from mante.demo.report.words import Words

_SAYINGS = {**intake.SAYINGS, **review.SAYINGS, **benefits.SAYINGS, **notices.SAYINGS}


def life(events: Iterable[Event], audit: Sequence[Row], words: Words) -> list[Line]:
    """Return the lines of the application that these events and rows are about."""
    told = [_line(event, words) for event in events if event.kind in _SAYINGS]
    return _joined(sorted([*asked.lines(audit, words), *told], key=lambda line: line.at))


def _line(event: Event, words: Words) -> Line:
    said = _SAYINGS[event.kind](event.data, words)
    return Line(datetime.fromisoformat(event.time), said.who, said.what, said.why, said.tone, said.things)


def _joined(lines: Iterable[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        both = joined[-1].join(line) if joined else None
        joined[-1:] = [both] if both else [*joined[-1:], line]
    return joined
