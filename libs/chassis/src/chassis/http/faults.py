"""What is wrong with a body, field by field, in words for programs and for people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SHOWN = 20
"""At most this many faults are told; who sends more has another problem."""

_TEXTS = {
    "missing": "缺少此项。",
    "extra_forbidden": "不认识此项。",
    "string_pattern_mismatch": "格式不正确。",
    "string_too_long": "内容过长。",
    "string_too_short": "内容过短。",
    "too_long": "数量过多。",
    "too_short": "数量不足。",
    "enum": "不在可选范围内。",
    "uuid_parsing": "编号格式不正确。",
    "timezone_aware": "时间须带时区。",
}
_OTHER = "内容不正确。"


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return pydantic's errors without what was sent: place, type and a short text each."""
    return [_fault(error) for _, error in zip(range(SHOWN), errors, strict=False)]


def _fault(error: Mapping[str, Any]) -> dict[str, str]:
    kind = str(error["type"])
    return {"where": _place(error["loc"]), "code": kind, "text": _TEXTS.get(kind, _OTHER)}


def _place(steps: Sequence[object]) -> str:
    # A name that the sender made up is cut: it is shown, and it is theirs.
    return ".".join(str(step)[:64] for step in steps)
