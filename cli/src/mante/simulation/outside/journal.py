"""What everybody outside knows of what they asked: written before the call, completed after it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from contracts.event import Part


@dataclass(slots=True)
class Asked:
    """One request. Without a `status` nobody knows whether it happened; `tries` were made under one key."""

    at: datetime
    who: str
    subject: UUID
    key: str
    body: Part
    status: int | None = None
    answer: bytes = b""
    code: str = ""
    tries: int = 0
    identities: list[UUID] = field(default_factory=list)
    otherwise: list[bytes] = field(default_factory=list)

    @property
    def is_ok(self) -> bool:
        """Whether it was answered that it was taken."""
        return self.status is not None and self.status < 400  # noqa: PLR2004 - where HTTP's errors begin

    def answered(self, status: int, answer: bytes, code: str) -> None:
        """Note the answer; `otherwise` keeps one that differs from what the same key was answered before."""
        if self.status is None:
            self.status, self.answer, self.code = status, answer, code
        elif answer != self.answer:
            self.otherwise.append(answer)


@dataclass(slots=True)
class Journal:
    """Everything that was ever asked, in order."""

    asked: list[Asked] = field(default_factory=list)

    def invoke(self, at: datetime, who: str, subject: UUID, key: str, body: Part) -> Asked:
        """Note that something is about to be asked."""
        entry = Asked(at, who, subject, key, body)
        self.asked.append(entry)
        return entry
