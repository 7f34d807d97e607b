"""Problem details (RFC 9457) with a stable `code` and a `detail` in Chinese."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from chassis.decision import Refused


@dataclass(frozen=True, slots=True)
class Told:
    """What a problem+json body says, as far as a page shows it."""

    code: str
    detail: str


def read_problem(body: bytes) -> Told:
    """Return what a body of ours says."""
    found = json.loads(body)
    return Told(found["code"], found["detail"])


def problem(status: int, code: str, detail: str, **more: object) -> bytes:
    """Return a problem+json body. `more` are extra members: `where`, facts of a refusal."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "code": code, "detail": detail, **more}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def problem_of(refused: Refused) -> bytes:
    """Return the problem+json body of a refusal."""
    own = {"status", "code", "detail"}
    return problem(
        refused.status,
        refused.code,
        refused.text,
        **{name: fact for name, fact in refused.facts.items() if name not in own},
    )
