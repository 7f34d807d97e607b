"""The `Idempotency-Key` header: the sender's own name for a request, so that sending it again does nothing again."""

import re

from fastapi import Request

from chassis.http.problems import Problem

HEADER = "idempotency-key"
_KEY = re.compile(r"[\x20-\x7e]{1,255}")


def idempotency_key(request: Request) -> str:
    """Return the key: 1 to 255 printable ASCII characters, given once; else 400."""
    given = request.headers.getlist(HEADER)
    if not given:
        raise Problem(400, "IDEMPOTENCY_KEY_MISSING", "缺少 Idempotency-Key 请求头。")
    if len(given) > 1 or not _KEY.fullmatch(given[0]):
        raise Problem(400, "IDEMPOTENCY_KEY_INVALID", "Idempotency-Key 须为 1 至 255 个可见字符，且只能给出一次。")
    return given[0]
