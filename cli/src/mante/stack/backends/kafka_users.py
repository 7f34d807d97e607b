"""The users in the first metadata of a Kafka; later ones come with their topics."""

import base64
import hashlib
import secrets
from collections.abc import Mapping

from mante.stack.kafka_address import MECHANISM

_ITERATIONS = 4096  # Kafka's least: the passwords are 96 random bits


def first_users(passwords: Mapping[str, str]) -> list[str]:
    """The words for Kafka's `format` that make these users; salted, as other users can read a command's words."""
    return [word for user, password in passwords.items() for word in ("--add-scram", _salted(user, password))]


def _salted(user: str, password: str) -> str:
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS)
    fields = f'name={user},iterations={_ITERATIONS},salt="{_text(salt)}",saltedpassword="{_text(salted)}"'
    return f"{MECHANISM}=[{fields}]"


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
