"""The register of the insured: everybody is insured where they apply, but for those whom it doesn't know."""

from dataclasses import dataclass, field

from contracts.vocabulary import Scheme
from intake.domain.register import Insured
from intake.register.asking import Found, Question

from mante.simulation.outside.persons import FIRST_NUMBER


@dataclass(slots=True)
class Register:
    """`unknown` are persons, by number, who are insured nowhere."""

    unknown: set[int] = field(default_factory=set)

    async def ask(self, question: Question) -> Found:
        """Say where a person is insured."""
        if int(question.id_number) - FIRST_NUMBER in self.unknown:
            return Found()
        return Found(insured=tuple(Insured(area=question.area, scheme=scheme) for scheme in Scheme))
