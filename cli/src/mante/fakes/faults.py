"""What a provider may do to us, scripted per telephone number: each fault is used up by one message."""

from collections import defaultdict
from enum import StrEnum

from pydantic import BaseModel


class Fault(StrEnum):
    """One kind of misbehaviour."""

    TIME_OUT_TAKEN = "time_out_taken"
    """Takes the message and never answers."""
    TIME_OUT_LOST = "time_out_lost"
    """Never answers, and never took it."""
    ERROR_TAKEN = "error_taken"
    """Takes the message and answers 500."""
    ERROR = "error"
    """Answers 503 and takes nothing."""
    THROTTLED = "throttled"
    """Answers 429: the number had too many."""
    REFUSED = "refused"
    """Answers 400: the number doesn't exist. Permanent."""
    UNDELIVERED = "undelivered"
    """Takes the message; the telephone never gets it."""
    NO_RECEIPT = "no_receipt"
    """Takes the message and never reports."""


class Script(BaseModel):
    """The faults to come for one number, in order."""

    phone: str
    faults: list[Fault]


class Faults:
    """All scripts."""

    def __init__(self) -> None:
        """Start well-behaved."""
        self._coming: defaultdict[str, list[Fault]] = defaultdict(list)

    def expect(self, script: Script) -> None:
        """Misbehave like this from now on."""
        self._coming[script.phone].extend(script.faults)

    def next_for(self, phone: str) -> Fault | None:
        """Return the fault for this message, if any is left."""
        coming = self._coming[phone]
        return coming.pop(0) if coming else None
