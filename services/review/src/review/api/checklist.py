"""What a reviewer can tick: the pack's rules for each material, its reasons, its national codes."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from contracts.vocabulary import ApplicantKind
from policy.age_of_papers import Beyond
from policy.calendar import local
from policy.criteria.criterion import Criterion
from policy.criteria.telling import in_words
from policy.diseases import Disease, Provenance
from policy.materials import Material
from policy.pack import Pack
from policy.text import Language, Text
from pydantic import BaseModel

from review.domain.case import Application, Review


class CodeShown(BaseModel):
    """A code to choose, and what it says to the person."""

    code: str
    text: Text
    advice: Text


class MaterialChecks(BaseModel):
    """A material that was asked for: what it must show, and what may be wrong with it.

    `oldest` is the earliest day (Asia/Shanghai) of discharge or visit that it may be of; None where none is too old.
    Where `older_counts`, an older one is good all the same, and is only remarked on.
    """

    material: str
    name: Text
    must_show: Text
    oldest: date | None
    older_counts: bool
    rules: tuple[CodeShown, ...]

    @classmethod
    def of(cls, pack: Pack, material: Material, application: Application) -> Self:
        """Return the rules in the pack's order."""
        rules = tuple(
            CodeShown(code=code, text=pack.rules[code].text, advice=pack.rules[code].advice) for code in material.rules
        )
        limit, handed_in = material.max_age, local(application.submitted_at).date()
        return cls(
            material=material.code,
            name=material.name,
            must_show=material.must_show,
            oldest=limit.oldest(application.disease_code, handed_in) if limit else None,
            older_counts=limit is not None and limit.beyond is Beyond.REMARK,
            rules=rules,
        )


class NationalCodeShown(BaseModel):
    """A national disease code that this disease may be registered by."""

    code: str
    name: str


class CriterionShown(BaseModel):
    """A line of the criteria, `depth` deep; `code` is what an approval may tick, None for the head of a group."""

    depth: int
    code: str | None
    text: Text

    @classmethod
    def all_of(cls, criterion: Criterion) -> tuple[Self, ...]:
        """Return the criterion line by line, in both languages."""
        lines = zip(in_words(criterion, Language.ZH), in_words(criterion, Language.EN), strict=True)
        return tuple(cls(depth=zh.depth, code=zh.code, text=Text(zh=zh.text, en=en.text)) for zh, en in lines)


class CriteriaShown(BaseModel):
    """认定标准 of the disease. A `sample` only shows what can be said: the city has published none."""

    sample: bool
    lines: tuple[CriterionShown, ...]

    @classmethod
    def of(cls, disease: Disease | None) -> Self | None:
        """Return what is to be ticked; None where the pack has no criteria of the disease."""
        known = disease.criteria if disease else None
        if known is None:
            return None
        return cls(sample=known.provenance is Provenance.SAMPLE, lines=CriterionShown.all_of(known.must))


def is_sample(disease: Disease | None) -> bool:
    """Tell whether the disease only stands in the pack to try the system with."""
    return disease is not None and disease.provenance is Provenance.SAMPLE


def checks(pack: Pack, review: Review) -> tuple[MaterialChecks, ...]:
    """Return what is to be checked: every material that was asked for or handed in."""
    return tuple(MaterialChecks.of(pack, material, review.application) for material in _materials(pack, review))


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
