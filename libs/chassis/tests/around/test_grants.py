"""Grants: what the right key signed, for the right service, of the right kind, at the right time. Nothing else."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from chassis.grants import LEEWAY, READING, UPLOAD, InvalidGrant, Verifier, signer
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import SecretStr

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def pair() -> tuple[SecretStr, str]:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return SecretStr(private), public


PRIVATE, PUBLIC = pair()
VERIFIER = Verifier(PUBLIC, UPLOAD, issuer="intake", audience="documents")


def claims(**change: object) -> dict[str, Any]:
    lasting = {"iat": int(NOW.timestamp()), "exp": int((NOW + timedelta(days=7)).timestamp())}
    given = {"iss": "intake", "aud": "documents", "sub": "an application", **lasting, **change}
    return {name: value for name, value in given.items() if value is not None}


def granted(**change: object) -> str:
    return signer(PRIVATE, UPLOAD)(claims(**change))


def test_what_was_granted_is_read() -> None:
    assert VERIFIER.claims(granted(materials=["id_card"]), NOW)["materials"] == ["id_card"]


def test_the_same_claims_give_the_same_token() -> None:
    assert granted() == granted()


def test_a_grant_holds_by_the_callers_clock() -> None:
    begins, ends = NOW, NOW + timedelta(days=7)
    moment = timedelta(seconds=1)
    for at in (begins - LEEWAY, ends + LEEWAY - moment):
        assert VERIFIER.claims(granted(), at)
    for at in (begins - LEEWAY - moment, ends + LEEWAY, ends + timedelta(days=365)):
        with pytest.raises(InvalidGrant):
            VERIFIER.claims(granted(), at)


def unsigned(algorithm: str) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': algorithm, 'typ': UPLOAD})}.{part(claims())}."


def by_hmac_with_the_public_key() -> str:
    head = unsigned("HS256").rstrip(".")
    signature = hmac.new(PUBLIC.encode(), head.encode(), hashlib.sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


FORGED = {
    "nothing": "",
    "no token": "a.b.c",
    "alg none": unsigned("none"),
    "alg nOnE": unsigned("nOnE"),
    "hmac with the public key": by_hmac_with_the_public_key(),
    "another curve": jwt.encode(claims(), generate_private_key(SECP256R1()), "ES256", headers={"typ": UPLOAD}),
    "another key": signer(pair()[0], UPLOAD)(claims()),
    "another kind": signer(PRIVATE, READING)(claims()),
    "another audience": granted(aud="review"),
    "another issuer": granted(iss="review"),
    "no audience": granted(aud=None),
    "no end": granted(exp=None),
    "no beginning": granted(iat=None),
    "nobody": granted(sub=None),
    "an end that is no number": granted(exp="later"),
    "a claim changed": ".".join(
        (granted().split(".")[0], granted(sub="another").split(".")[1], granted().split(".")[2])
    ),
    "very long": granted(more="x" * 5_000),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_nothing_else_is_a_grant(forged: str) -> None:
    with pytest.raises(InvalidGrant):
        VERIFIER.claims(forged, NOW)


def test_a_key_of_another_kind_is_refused_at_the_start() -> None:
    key = generate_private_key(SECP256R1())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with pytest.raises(TypeError):
        signer(SecretStr(private), UPLOAD)
    with pytest.raises(TypeError):
        Verifier(public, UPLOAD, "intake", "documents")
