"""What intake asks of the register of the insured. The number is read from the vault for it, and kept nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.performer import Performer
from chassis.storage import Job

from intake.domain.identity import IdType
from intake.domain.register import CheckInsurance, InsuranceAnswered
from intake.register.asking import Question, Register
from intake.vault.purposes import Field
from intake.vault.store import Gone, Reading, Vault

PURPOSE = "insurance"
FIELDS = frozenset({Field.ID_TYPE, Field.ID_NUMBER})
LADDER = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 60.0, 120.0, 120.0, 300.0, 300.0, 600.0, 600.0)
"""Seconds between tries while the register is away; at its end the question is put anew."""

WITHIN = 600.0
"""Seconds: the first question after a city has put down a new file waits until it is read."""


@dataclass(frozen=True, slots=True)
class CheckingInsurance:
    """Asks the register, under the vault's audit; answers with nothing personal."""

    vault: Vault
    register: Register
    now: Callable[[], datetime]

    async def perform(self, body: CheckInsurance, job: Job) -> InsuranceAnswered:
        """Ask about one person. Raises what the register raises; the ladder then goes on."""
        question = await self._question(body, job.subject)
        if question is None:  # erased or never registered: there is nobody to ask about
            return InsuranceAnswered(checked_at=self.now())
        found = await self.register.ask(question)
        return InsuranceAnswered(insured=found.insured, entitlements=found.entitlements, checked_at=self.now())

    async def _question(self, body: CheckInsurance, application: UUID) -> Question | None:
        reading = Reading(FIELDS, PURPOSE, "intake", str(application))
        try:
            fields = await self.vault.read(body.person_ref, reading)
        except Gone:
            return None
        return Question(IdType(fields[Field.ID_TYPE]), fields[Field.ID_NUMBER], body.area)


def performer(checking: CheckingInsurance) -> Performer[CheckInsurance]:
    """Return how the question is put."""
    return Performer(CheckInsurance, checking.perform, ladder=LADDER, within=WITHIN)
