"""What arrived with people: the SMS gateway's ledger, and the messages that channels were given to show."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from mante.demo.checks.fault import Fault, lost, twice
from mante.demo.checks.topics import Event

Json = dict[str, Any]


def check_ledger(ledger: Sequence[Json]) -> Iterator[Fault]:
    """Yield a fault for each message that went out twice: under one id, or in the same words to one telephone."""
    for out_id, times in Counter(taken["out_id"] for taken in ledger).items():
        if times > 1:
            yield twice(f"SMS {out_id}")
    for (_, text), times in Counter((taken["phone"], taken["text"]) for taken in ledger).items():
        if times > 1:
            yield twice(f"SMS {text}")


def check_shown(
    events: Iterable[Event], messages: Sequence[tuple[str, Json]], ours: Collection[str]
) -> Iterator[Fault]:
    """Look at `ours`, these applications only: others' were shown before this story began.

    Yield a fault for each app message that no channel was given, and for each that a person sees twice.
    """
    given = {message["notice_id"]: (application, message["text"]) for application, message in messages}
    for event in events:
        due = event.kind == "AppMessageDue" and event.subject in ours
        if due and event.data["notice_id"] not in given:
            yield lost(f"message {event.data['notice_id']}")
    for (application, text), times in Counter(given.values()).items():
        if times > 1:
            yield twice(f"message of {application}: {text}")
