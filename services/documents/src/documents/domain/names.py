"""The name a file is shown under: never part of a key, a path or a header."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

LONGEST = 100
LONGEST_GIVEN = 1000
_SHOWN = ("L", "M", "N", "P", "S", "Zs")


def shown_name(given: str) -> str:
    """Return the last part of `given` without controls and direction marks, at most 100 characters."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(character for character in last if unicodedata.category(character).startswith(_SHOWN))
    return kept.strip()[-LONGEST:]


ShownName = Annotated[str, Field(max_length=LONGEST_GIVEN), AfterValidator(shown_name)]
"""What a person's device calls a file, cleaned as it is read."""
