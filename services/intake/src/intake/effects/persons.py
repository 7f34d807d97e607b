"""What intake asks of the vault: are these persons registered? No personal data comes back."""

from dataclasses import dataclass

from chassis.storage import Job

from intake.domain.persons import CheckPersons, PersonsChecked
from intake.vault.store import Vault


@dataclass(frozen=True, slots=True)
class CheckingPersons:
    """Looks persons up in the vault, which lies in the same database."""

    vault: Vault

    async def perform(self, body: CheckPersons, job: Job) -> PersonsChecked:
        """Say whether every person that is named is registered and not erased."""
        del job
        return PersonsChecked(known=await self.vault.known(body.persons))
