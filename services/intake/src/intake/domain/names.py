"""Names of persons: kept as they are written, in whatever script; only what can't be seen is refused."""

import re
import unicodedata
from typing import ClassVar

from chassis.decision import Refused

LONGEST = 100
MIDDLE_DOT = "·"
_OTHER_DOTS = re.compile("[•・‧]")
_BESIDE_LETTERS = frozenset(" .'’-" + MIDDLE_DOT)
_ZERO = "〇"
_BLANKS = " \u3000\u00a0"
"""What a Chinese keyboard and a web page make of a blank, beside the plain one."""
_HAN_PLANES = range(0x20000, 0x3FFFE)
# Letters and marks by category that nobody sees: fillers, joiners and variation selectors.
_UNSEEN = frozenset((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810)))
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class NameInvalid(Refused):
    """The name holds characters that no name has, or none at all."""

    detail = "姓名有误：请按证件填写，不要包含数字、符号或不可见字符。"
    status: ClassVar[int] = 422


def checked_name(given: str) -> str:
    """Return the name with one kind of middle dot and no blanks around it; raises `NameInvalid`.

    Nothing else is changed: normalising would turn one person's rare character into another's common one.
    """
    name = _OTHER_DOTS.sub(MIDDLE_DOT, given.strip(_BLANKS))
    if not 0 < len(name) <= LONGEST or not _is_letter(name[0]) or not all(map(_may_stand_in_a_name, name)):
        raise NameInvalid
    return name


def _may_stand_in_a_name(character: str) -> bool:
    if character in _BESIDE_LETTERS or _is_letter(character):
        return True
    return unicodedata.category(character).startswith("M") and _can_be_seen(character)


def _is_letter(character: str) -> bool:
    # Python's table ends at its own Unicode version: the planes of rare Han characters are known by their place.
    if character == _ZERO or ord(character) in _HAN_PLANES:
        return True
    return unicodedata.category(character).startswith("L") and _can_be_seen(character)


def _can_be_seen(character: str) -> bool:
    point = ord(character)
    return point not in _UNSEEN and not any(point in selectors for selectors in _SELECTORS)


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for case, blanks and the composition of accents."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).casefold().split())
