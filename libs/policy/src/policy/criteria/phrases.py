"""The parts that sentences about criteria are made of, in one language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policy.criteria.evidence import DocumentKind, Evidence, Issuer
from policy.criteria.words import criteria_words
from policy.period import Period
from policy.text import Language, Text


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says things in `language`."""

    language: Language

    @property
    def is_chinese(self) -> bool:
        """Whether sentences go without blanks."""
        return self.language is Language.ZH

    def say(self, sentence: Text, /, **values: object) -> str:
        """Fill the values into a sentence of ours."""
        return sentence.of(self.language).format_map(values)

    def of(self, text: Text) -> str:
        """Return a text of the bureau's as it stands: a brace in it is a brace."""
        return text.of(self.language)

    def kinds(self, kinds: Iterable[DocumentKind]) -> str:
        """Name kinds of papers any of which will do."""
        return self.either(self.say(criteria_words().kinds[kind]) for kind in kinds)

    def either(self, names: Iterable[str]) -> str:
        """Name alternatives."""
        between = self.say(criteria_words().either)
        return (between if self.is_chinese else f" {between} ").join(names)

    def listed(self, parts: Iterable[str]) -> str:
        """Name one after the other."""
        return ("、" if self.is_chinese else ", ").join(parts)

    def in_brackets(self, told: str) -> str:
        """Put a remark in brackets, as it goes behind what it remarks on."""
        return f"（{told}）" if self.is_chinese else f" ({told})"

    def period(self, period: Period) -> str:
        """Name a length of time."""
        words = criteria_words()
        if period.years is not None:
            return self.say(words.years, count=period.years)
        return self.say(words.months, count=period.months)

    def with_evidence(self, asked: Evidence, told: str) -> str:
        """Say what is asked of the evidence: before in Chinese, after in English."""
        evidence = self.listed(self._evidence(asked))
        if not evidence:
            return told
        return f"{evidence}：{told}" if self.is_chinese else f"{told}, {evidence}"

    def _evidence(self, asked: Evidence) -> Iterator[str]:
        words = criteria_words()
        if asked.within:
            yield self.say(words.within, period=self.period(asked.within))
        if asked.issued_by:
            yield self._issuer(asked.issued_by)
        if asked.signed_by:
            title = self.say(words.titles[asked.signed_by.title])
            yield self.say(words.signers, count=asked.signed_by.count, title=title)

    def _issuer(self, issuer: Issuer) -> str:
        words = criteria_words()
        level = self.say(words.levels[issuer.min_level - 1])
        told = self.say(words.level_a if issuer.grade else words.level, level=level)
        names = self.either(self.of(each) for each in issuer.departments)
        return told + (self.in_brackets(names) if names else "")
