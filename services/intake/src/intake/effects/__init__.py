"""What intake asks outside its decisions: the vault, and the register of the insured."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from chassis.effects import Performer

from intake.domain.persons import CheckPersons
from intake.effects import insurance
from intake.effects.persons import CheckingPersons
from intake.register.asking import Register
from intake.vault.store import Vault


def performers(vault: Vault, register: Register | None, now: Callable[[], datetime]) -> list[Performer[Any]]:
    """Return the effects that intake knows how to do; without a register nothing is asked of one."""
    persons = Performer(CheckPersons, CheckingPersons(vault).perform)
    if register is None:
        return [persons]
    return [persons, insurance.performer(insurance.CheckingInsurance(vault, register, now))]
