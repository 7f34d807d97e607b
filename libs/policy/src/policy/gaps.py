"""What an application still lacks, and how a fault of a paper is put into words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contracts.vocabulary import ApplicantKind, Code, Route

from policy.materials import MISSING, Rule
from policy.pack import Pack
from policy.record import Record
from policy.record_file import load_record
from policy.text import Language, Text


@dataclass(frozen=True, slots=True)
class Gap:
    """A material that is asked for and not there."""

    material: str
    code: str
    text: Text


def gaps(
    pack: Pack,
    applicant_kind: ApplicantKind,
    route: Route,
    papers: Collection[str],
    absent: Collection[str] = (),
) -> tuple[Gap, ...]:
    """Return everything that is missing, at once (一次性告知), in the order of asking.

    `papers` are the material codes handed in, `absent` those that the person declares not to have: that is
    left to a reviewer where the pack allows it for the material, and a gap elsewhere.
    """
    return tuple(
        Gap(material.code, MISSING, _text(pack, material.code, MISSING))
        for material in pack.materials_for(applicant_kind, route)
        if material.code not in papers and not (material.may_be_absent and material.code in absent)
    )


def item_text(pack: Pack, material: str, code: str, language: Language = Language.ZH) -> str:
    """Return what is said to a person of a fault `code` of a paper: what, why, and what to do.

    `code` is a rule of the pack or a file's fault (`invalid_pdf`); one that nobody knows gets a general sentence.
    """
    return _text(pack, material, code).of(language)


def _text(pack: Pack, code_of_material: str, code: str) -> Text:
    texts = _file_faults()
    rule = pack.rules.get(code) or texts.faults.get(code) or texts.otherwise
    material = pack.material(code_of_material)
    name = material.name if material else texts.paper
    return Text(
        zh=f"{name.zh}：{rule.text.zh}{rule.advice.zh}",
        en=f"{name.en}: {rule.text.en} {rule.advice.en}",
    )


class _FileFaults(Record):
    """What may be wrong with a file in any city; `paper` is the name of a material that the pack doesn't know."""

    paper: Text
    otherwise: Rule
    faults: Mapping[Code, Rule]


@cache
def _file_faults() -> _FileFaults:
    return load_record(_FileFaults, files("policy") / "texts" / "files.yaml")
