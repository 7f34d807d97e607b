"""统一社会信用代码 (GB 32100-2015): authority, kind, six digits of area, nine of organisation and a check character."""

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters: I, O, S, V and Z are left out, as they are taken for digits or each other."""
_BASE = len(ALPHABET)
_FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def is_social_credit_code(code: str) -> bool:
    """Tell whether a normalised code has the form and the right check character."""
    return bool(_FORM.fullmatch(code)) and check_character(code[:17]) == code[17]


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 (weights are the powers of 3 modulo 31).

    The last modulo is in the standard and missing from much code: without it no code with a sum of 0 passes.
    """
    total = sum(ALPHABET.index(character) * pow(3, place, _BASE) for place, character in enumerate(body))
    return ALPHABET[(_BASE - total % _BASE) % _BASE]
