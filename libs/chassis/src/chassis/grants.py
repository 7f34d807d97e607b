"""Grants: short-lived permissions that one service signs and another checks, as JWTs (RFC 7519, RFC 8037).

Ed25519 and nothing else, the kind of grant in `typ` (RFC 8725 §3.11), issuer and audience checked, and the time told by
the caller: so that a grant lives by the same clock as the decisions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from pydantic import SecretStr

from chassis.decision import Refused

ALGORITHM = "EdDSA"
UPLOAD = "upload-grant+jwt"
READING = "reading-grant+jwt"
LEEWAY = timedelta(seconds=30)
"""How far apart the clocks of two services may be."""

LONGEST = 4_096


class InvalidGrant(Refused):
    """The grant is forged, for somebody else, over, or none at all; which of these is nobody's business."""

    detail = "授权已失效或无效，请重新获取。"
    status = 401


def signer(private_key: SecretStr, typ: str) -> Callable[[Mapping[str, object]], str]:
    """Return what turns claims into a token. `private_key` is Ed25519 in PEM. The same claims give the same token."""
    key = load_pem_private_key(private_key.get_secret_value().encode(), None)
    if not isinstance(key, Ed25519PrivateKey):
        message = "a grant is signed with an Ed25519 key"
        raise TypeError(message)

    def sign(claims: Mapping[str, object]) -> str:
        return jwt.encode(dict(claims), key, algorithm=ALGORITHM, headers={"typ": typ})

    return sign


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks one kind of grant. `public_key` is Ed25519 in PEM."""

    public_key: str
    typ: str
    issuer: str
    audience: str

    def __post_init__(self) -> None:
        """Refuse another kind of key at the start, not at the first grant."""
        if not isinstance(load_pem_public_key(self.public_key.encode()), Ed25519PublicKey):
            message = "a grant is checked with an Ed25519 key"
            raise TypeError(message)

    def claims(self, token: str, now: datetime) -> Mapping[str, Any]:
        """Return the claims of a grant that holds at `now` (UTC); raises `InvalidGrant`."""
        if len(token) > LONGEST:
            raise InvalidGrant
        try:
            found = jwt.decode_complete(
                token,
                self.public_key,
                algorithms=[ALGORITHM],
                issuer=self.issuer,
                audience=self.audience,
                options={"require": ["exp", "iat", "sub"], "verify_exp": False, "verify_iat": False},
            )
        except jwt.PyJWTError:
            raise InvalidGrant from None
        claims: Mapping[str, Any] = found["payload"]
        if found["header"].get("typ") != self.typ or not _holds(claims, now):
            raise InvalidGrant
        return claims


def _holds(claims: Mapping[str, Any], now: datetime) -> bool:
    begins, ends = claims["iat"], claims["exp"]
    if not all(isinstance(at, int) and not isinstance(at, bool) for at in (begins, ends)):
        return False
    leeway = LEEWAY.total_seconds()
    return bool(begins - leeway <= now.timestamp() < ends + leeway)
