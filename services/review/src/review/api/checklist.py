"""What a reviewer can tick: the pack's rules for each material, its reasons, its national codes."""

from collections.abc import Iterator
from typing import Self

from contracts.vocabulary import ApplicantKind
from policy.materials import Material
from policy.pack import Pack
from policy.text import Text
from pydantic import BaseModel

from review.domain.case import Review


class CodeShown(BaseModel):
    """A code to choose, and what it says to the person."""

    code: str
    text: Text
    advice: Text


class MaterialChecks(BaseModel):
    """A material that was asked for: what it must show, and what may be wrong with it."""

    material: str
    name: Text
    must_show: Text
    rules: tuple[CodeShown, ...]

    @classmethod
    def of(cls, pack: Pack, material: Material) -> Self:
        """Return the rules in the pack's order."""
        rules = tuple(
            CodeShown(code=code, text=pack.rules[code].text, advice=pack.rules[code].advice) for code in material.rules
        )
        return cls(material=material.code, name=material.name, must_show=material.must_show, rules=rules)


class NationalCodeShown(BaseModel):
    """A national disease code that this disease may be registered by."""

    code: str
    name: str


def checks(pack: Pack, review: Review) -> tuple[MaterialChecks, ...]:
    """Return what is to be checked: every material that was asked for or handed in."""
    return tuple(MaterialChecks.of(pack, material) for material in _materials(pack, review))


def _materials(pack: Pack, review: Review) -> Iterator[Material]:
    application = review.application
    kind = ApplicantKind.AGENT if application.agent_ref else ApplicantKind.SELF
    asked = [material.code for material in pack.materials_for(kind, application.route)]
    for code in dict.fromkeys((*asked, *(paper.material for paper in review.papers))):
        if material := pack.material(code):
            yield material


def rejection_reasons(pack: Pack) -> tuple[CodeShown, ...]:
    """Return the reasons that a rejection may give."""
    return tuple(CodeShown(code=each.code, text=each.text, advice=each.advice) for each in pack.rejection_reasons)


def national_codes(pack: Pack, disease_code: str) -> tuple[NationalCodeShown, ...]:
    """Return the codes that an approval may name."""
    disease = pack.disease(disease_code)
    return (
        tuple(NationalCodeShown(code=each.code, name=each.name) for each in disease.national_codes) if disease else ()
    )
