"""The line at the end: what happened, counted from what was published."""

from collections.abc import Sequence
from dataclasses import dataclass

from mante.demo.checks.fault import Fault
from mante.demo.checks.topics import Event
from mante.demo.journal import Journal


@dataclass(frozen=True)
class Counts:
    """`channels` are those that brought something which was taken in.

    `duplicates_refused` are requests that were sent again, and applications that joined one that was open.
    """

    applications: int
    channels: int
    approved: int
    rejected: int
    supplemented: int
    withdrawn: int
    duplicates_refused: int
    notices_delivered: int
    lost: int
    twice: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"applications {self.applications}, channels {self.channels}, "
            f"approved {self.approved}, rejected {self.rejected}, "
            f"supplemented {self.supplemented}, withdrawn {self.withdrawn}, "
            f"duplicates refused {self.duplicates_refused}, notices delivered {self.notices_delivered}, "
            f"lost {self.lost}, twice {self.twice}"
        )


def count(
    events: Sequence[Event], applications: Sequence[str], journal: Journal, faults: Sequence[Fault], seconds: float
) -> Counts:
    """Count what happened to these applications; `seconds` is how long it took."""
    ours = [event for event in events if event.subject in set(applications)]
    outcomes = [event.data["outcome"] for event in ours if event.kind == "CaseClosed"]
    joined = sum(event.kind == "ApplicationJoined" for event in ours)
    again = len({entry.number for entry in journal.entries if entry.again})
    return Counts(
        applications=len(applications),
        channels=len({event.data["channel"] for event in ours if event.kind == "ApplicationSubmitted"}),
        approved=outcomes.count("approved"),
        rejected=outcomes.count("rejected"),
        supplemented=len({event.subject for event in ours if event.kind == "SupplementProvided"}),
        withdrawn=outcomes.count("withdrawn"),
        duplicates_refused=joined + again,
        notices_delivered=sum(event.kind == "NoticeDelivered" for event in ours),
        lost=sum(fault.kind == "lost" for fault in faults),
        twice=sum(fault.kind == "twice" for fault in faults),
        seconds=round(seconds, 1),
    )
