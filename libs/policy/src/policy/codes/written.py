"""One form for what people write in many."""

import unicodedata


def normalised(given: str) -> str:
    """Return a code without blanks, in half-width capitals."""
    return "".join(unicodedata.normalize("NFKC", given).split()).upper()
