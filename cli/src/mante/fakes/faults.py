"""What a provider may do to us: scripted per telephone number, each fault used up by one message, or as a habit."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import StrEnum
from fnmatch import fnmatchcase

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


class Habit(BaseModel):
    """What happens to each message to certain numbers (`1990001????`): the faults of its first tries, in order."""

    phone: str
    faults: list[Fault]


class Faults:
    """All scripts and habits; a script comes first."""

    def __init__(self, habits: Sequence[Habit] = ()) -> None:
        """Start well-behaved, but for the habits."""
        self._habits = habits
        self._coming: defaultdict[str, list[Fault]] = defaultdict(list)
        self._tries: Counter[str] = Counter()

    def expect(self, script: Script) -> None:
        """Misbehave like this from now on."""
        self._coming[script.phone].extend(script.faults)

    def left(self, phone: str) -> list[Fault]:
        """Return what is still to come for a number."""
        return list(self._coming.get(phone, ()))

    def next_for(self, phone: str, out_id: str) -> Fault | None:
        """Return the fault for this try of a message, if there is any."""
        coming = self._coming[phone]
        return coming.pop(0) if coming else self._by_habit(phone, out_id)

    def _by_habit(self, phone: str, out_id: str) -> Fault | None:
        habit = next((each for each in self._habits if fnmatchcase(phone, each.phone)), None)
        if habit is None:
            return None
        before, self._tries[out_id] = self._tries[out_id], self._tries[out_id] + 1
        return habit.faults[before] if before < len(habit.faults) else None
