"""What a register is asked and what it finds, wherever it keeps its knowledge."""

from dataclasses import dataclass, field
from typing import Protocol

from intake.domain.identity import IdType
from intake.domain.register import Entitled, Insured


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to look up, and the pooling area that is asked for. Its text form tells nothing of the person."""

    id_type: IdType
    id_number: str = field(repr=False)
    area: str


@dataclass(frozen=True, slots=True)
class Found:
    """The person's active insurances and entitlements; nothing of either for somebody who is unknown."""

    insured: tuple[Insured, ...] = ()
    entitlements: tuple[Entitled, ...] = ()


class Unclear(Exception):  # noqa: N818
    """The register gave no answer that can be used: it is asked again. Says nothing personal."""


class Register(Protocol):
    """A register of the insured."""

    async def ask(self, question: Question) -> Found:
        """Return what it knows of a person; raises whatever means that it can't say now."""
