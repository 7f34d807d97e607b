"""Where a message stands among those its emitter numbered: next, a repeat, beyond a gap, or in conflict."""

from dataclasses import dataclass
from enum import Enum
from zlib import crc32

from chassis.message import Message


class Position(Enum):
    """What to do with a numbered message."""

    NEXT = "next"
    REPEAT = "repeat"
    GAP = "gap"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Seen:
    """The last message taken from one source.

    `mark` is its id and checksum: the same number with another mark was written by somebody else, or after a restore.
    `blocked` is an epoch with such a conflict; what follows in that epoch waits until an operator has looked.
    """

    epoch: int = 0
    sequence: int = 0
    mark: str = ""
    blocked: int | None = None

    def position(self, message: Message) -> Position:
        """Say where `message` stands. Epochs rise with each restore of the emitter."""
        sequence = message.sequence or 0
        if message.epoch < self.epoch:
            return Position.REPEAT
        if sequence > self.sequence:
            is_next = sequence == self.sequence + 1 and not self._waits_for_an_operator(message)
            return Position.NEXT if is_next else Position.GAP
        if message.epoch == self.epoch and sequence < self.sequence:
            return Position.REPEAT
        if sequence == self.sequence and mark_of(message) == self.mark:
            return Position.REPEAT
        return Position.GAP if self._waits_for_an_operator(message) else Position.CONFLICT

    def _waits_for_an_operator(self, message: Message) -> bool:
        return self.blocked is not None and message.epoch == self.blocked

    def reopens(self, message: Message) -> bool:
        """Say whether taking `message` would let a blocked epoch pass again."""
        return self._waits_for_an_operator(message) and (message.sequence or 0) <= self.sequence + 1

    def after(self, message: Message) -> "Seen":
        """Return the position once `message` was taken."""
        return Seen(message.epoch, message.sequence or 0, mark_of(message))


NOTHING_SEEN = Seen()


def mark_of(message: Message) -> str:
    """Return what tells this message from another with the same number."""
    body = message.body if isinstance(message.body, bytes) else message.body.model_dump_json().encode()
    return f"{message.id}.{crc32(body):08x}"
