"""Words for people, in Chinese and in English."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from policy.record import Record

Words = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class Language(StrEnum):
    """A language that every text of a pack is written in."""

    ZH = "zh"
    EN = "en"


class Text(Record):
    """The same sentence in both languages; the Chinese one is what counts."""

    zh: Words
    en: Words

    def of(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.zh if language is Language.ZH else self.en
