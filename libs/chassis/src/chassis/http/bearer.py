"""Bearer tokens (RFC 6750): of services that ask one another, of operators, and grants."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from chassis.http.problems import CHALLENGE, Problem

_bearer = HTTPBearer(scheme_name="token", auto_error=False)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


async def bearer_token(given: Credentials) -> str:
    """Return the token that the request shows; 401 without one."""
    if given is None or not given.credentials:
        raise unauthorized()
    return given.credentials


Bearer = Annotated[str, Depends(bearer_token)]


@dataclass(frozen=True, slots=True, eq=False)
class ByToken:
    """A dependency that gives the name of the caller, found by the SHA-256 (hex) of its token."""

    callers: Mapping[str, str]

    async def __call__(self, token: Bearer) -> str:
        """Return the caller's name; 401 for an unknown token. All are compared, so the time tells nothing."""
        digest = sha256(token.encode()).hexdigest()
        known = [name for name, expected in self.callers.items() if compare_digest(expected.lower(), digest)]
        if not known:
            raise unauthorized()
        return known[0]


def unauthorized() -> Problem:
    """Return the answer to whoever shows no token, or a wrong one."""
    return Problem(401, "UNAUTHORIZED", "凭证不正确。", headers=CHALLENGE)
