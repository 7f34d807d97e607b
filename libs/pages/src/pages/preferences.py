"""How somebody likes to read: in which language, in which type. Kept in cookies that say nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from fastapi import Request, Response
from policy.text import Language

LANGUAGE, TYPE = "mante-language", "mante-type"
_YEAR = 365 * 24 * 3600


class TypeSize(StrEnum):
    """The size of letters."""

    USUAL = "usual"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Chinese in usual type, where nobody said otherwise."""

    language: Language = Language.ZH
    type_size: TypeSize = TypeSize.USUAL

    @classmethod
    def of(cls, request: Request) -> Self:
        """Return what the request's cookies say; anything else counts as nothing said."""
        language = request.cookies.get(LANGUAGE)
        type_size = request.cookies.get(TYPE)
        return cls(
            Language(language) if language in set(Language) else Language.ZH,
            TypeSize(type_size) if type_size in set(TypeSize) else TypeSize.USUAL,
        )

    def keep(self, response: Response) -> None:
        """Let the browser keep them, for all pages."""
        for name, value in ((LANGUAGE, self.language), (TYPE, self.type_size)):
            response.set_cookie(name, value.value, max_age=_YEAR, httponly=True, samesite="lax")
