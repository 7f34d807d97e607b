"""One language, and the names that a pack gives to its codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from policy.criteria.phrases import Phrases as CriteriaPhrases
from policy.pack import Pack
from policy.period import Period
from policy.showing.labels import Phrases, labels
from policy.text import Language, Text


@dataclass(frozen=True, slots=True)
class Tongue:
    """Says things in `language`; `names` are what codes are called in it."""

    language: Language
    names: Mapping[str, str]

    @classmethod
    def of_pack(cls, pack: Pack, language: Language) -> "Tongue":
        """Return the tongue that knows the codes of a pack."""
        return cls(language, {code: name.of(language) for code, name in _named(pack)})

    @property
    def phrases(self) -> Phrases:
        """The sentences there are."""
        return labels().phrases

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return "：" if self.language is Language.ZH else ": "

    def of(self, text: Text) -> str:
        """Say a text as it stands."""
        return text.of(self.language)

    def say(self, sentence: Text, /, **values: object) -> str:
        """Say a sentence of ours with its values."""
        return sentence.of(self.language).format_map(values)

    def listed(self, parts: Iterable[str]) -> str:
        """Say one after the other."""
        return ("、" if self.language is Language.ZH else ", ").join(parts)

    def clauses(self, *parts: str) -> str:
        """Say parts that are lists themselves."""
        return ("；" if self.language is Language.ZH else "; ").join(parts)

    def joined(self, *sentences: str) -> str:
        """Say one sentence after the other."""
        return ("" if self.language is Language.ZH else " ").join(sentences)

    def in_brackets(self, remark: str) -> str:
        """Say a remark behind what it remarks on."""
        return f"（{remark}）" if self.language is Language.ZH else f" ({remark})"

    def named(self, code: str) -> str:
        """Say what the pack calls a code; the code itself where it has no name."""
        return self.names.get(code, code)

    def day(self, day: date) -> str:
        """Say a day."""
        return f"{day.year}年{day.month}月{day.day}日" if self.language is Language.ZH else day.isoformat()

    def period(self, period: Period) -> str:
        """Say a length of time."""
        return CriteriaPhrases(self.language).period(period)


def _named(pack: Pack) -> Iterator[tuple[str, Text]]:
    for things in (pack.materials, pack.channels, pack.diseases, pack.catalogue.groups):
        yield from ((thing.code, thing.name) for thing in things)
    yield from ((code, rule.text) for code, rule in pack.rules.items())
