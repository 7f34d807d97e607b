"""Codes in a city's own words: its materials, its reasons, where its rules come from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from policy.gaps import item_text
from policy.pack import Pack

from mante.demo.report.line import Tone

Data = Mapping[str, Any]
INTAKE, DOCUMENTS, REVIEW, BENEFITS, NOTIFY = "受理", "材料检查", "审核", "待遇", "通知"


@dataclass(frozen=True)
class Words:
    """A pack, and what parties are called."""

    pack: Pack
    names: Mapping[str, str]

    def name(self, party: str) -> str:
        """Say a party's name."""
        return self.names.get(party, party)

    def material(self, code: str) -> str:
        """Say a material's name."""
        found = self.pack.material(code)
        return found.name.zh if found else code

    def materials(self, papers: Iterable[Data]) -> str:
        """Say which papers these are, each kind once."""
        return "、".join(dict.fromkeys(self.material(paper["material"]) for paper in papers))

    def unfit(self, paper: Data) -> str:
        """Say why a paper can't be used."""
        return item_text(self.pack, paper["material"], paper["reason"])

    def items(self, items: Iterable[Data]) -> str:
        """Say what is to be put right, each with its sentence."""
        return "".join(item["text"] for item in items)

    def reasons(self, codes: Iterable[str]) -> str:
        """Say why an application was rejected, in the pack's sentences."""
        found = (self.pack.rejection_reason(code) for code in codes)
        return "".join(reason.text.zh for reason in found if reason)

    def source(self, code: str) -> str:
        """Say where a rule comes from."""
        return f"依据：{self.pack.sources[code].title.zh}。"


@dataclass(frozen=True)
class Said:
    """What an event says: who did what, and why it is so. `things` are what it was done to."""

    who: str
    what: str
    why: str = ""
    tone: Tone = Tone.PLAIN
    things: tuple[str, ...] = ()


Saying = Callable[[Data, Words], Said]
