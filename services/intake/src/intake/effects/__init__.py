"""What intake asks outside its decisions: the vault, its own rows, other applications, the register of the insured."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from chassis.between import LADDER, Ask, Between
from chassis.performer import Performer

from intake.domain.joining import JoinOpen
from intake.domain.linking import CheckLink
from intake.domain.persons import CheckPersons
from intake.effects import insurance
from intake.effects.joins import Joining
from intake.effects.links import CheckingLinks
from intake.effects.persons import CheckingPersons
from intake.register.asking import Register
from intake.vault.store import Vault


def performers(
    vault: Vault, links: CheckingLinks, ask: Ask, register: Register | None, now: Callable[[], datetime]
) -> list[Performer[Any]]:
    """Return the effects that intake knows how to do; without a register nothing is asked of one."""
    ours: list[Performer[Any]] = [
        Performer(CheckPersons, CheckingPersons(vault).perform),
        Performer(CheckLink, links.perform),
        Performer(JoinOpen, Joining(Between("intake", ask)).perform, ladder=LADDER),
    ]
    if register is None:
        return ours
    return [*ours, insurance.performer(insurance.CheckingInsurance(vault, register, now))]
