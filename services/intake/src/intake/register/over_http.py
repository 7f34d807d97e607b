"""A register that answers over HTTP: one question, one person, the number in the body and in no address.

`POST {url}` with `{"id_type", "id_number", "area"}` and a bearer secret is answered with `{"insured": [{"area",
"scheme"}], "entitlements": [{"national_code", "disease_code", "start", "end"}]}`: 1101 and 5301 of the national
platform in one. Whoever stands between us and that platform gives it this form.
"""

from dataclasses import dataclass

import httpx
from chassis.performer import TryLater
from pydantic import BaseModel

from intake.domain.register import Entitled, Insured
from intake.register.asking import Found, Question, Unclear
from intake.register.values import SCHEMES, day_of, end_of

SECONDS = 10.0
_SLOW_DOWN = 30.0


class _InsuredRow(BaseModel):
    area: str
    scheme: str


class _EntitledRow(BaseModel):
    national_code: str | None = None
    disease_code: str | None = None
    start: str
    end: str | None = None


class _Answer(BaseModel):
    insured: list[_InsuredRow]
    entitlements: list[_EntitledRow]


@dataclass(frozen=True, slots=True)
class RegisterOverHttp:
    """The register at `url`."""

    http: httpx.AsyncClient
    url: str

    async def ask(self, question: Question) -> Found:
        """Ask about one person; raises `TryLater` where it is throttled, `Unclear` or httpx's errors elsewhere."""
        asked = {"id_type": question.id_type.value, "id_number": question.id_number, "area": question.area}
        answer = await self.http.post(self.url, json=asked)
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise TryLater("throttled", after=float(answer.headers.get("Retry-After", _SLOW_DOWN)))
        if answer.status_code != httpx.codes.OK:
            raise Unclear(f"status {answer.status_code}")
        try:
            return _found(_Answer.model_validate_json(answer.content))
        except ValueError as error:  # a ValidationError's text would hold what was answered
            raise Unclear(f"unreadable: {type(error).__name__}") from None


def _found(answer: _Answer) -> Found:
    insured = (Insured(area=row.area, scheme=SCHEMES[row.scheme]) for row in answer.insured if row.scheme in SCHEMES)
    return Found(tuple(insured), tuple(map(_entitled, answer.entitlements)))


def _entitled(row: _EntitledRow) -> Entitled:
    return Entitled(
        national_code=row.national_code or None,
        disease_code=row.disease_code or None,
        start=day_of(row.start).isoformat(),
        end=end_of(row.end),
    )


def client_of(secret: str) -> httpx.AsyncClient:
    """Return the client that asks. No proxies from the environment: a number goes straight to the register."""
    return httpx.AsyncClient(headers={"authorization": f"Bearer {secret}"}, timeout=SECONDS, trust_env=False)
