"""Users of a Kafka: in its first metadata, or added while it runs."""

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Mapping

from mante.stack.kafka_address import MECHANISM, KafkaAddress

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


async def put(kafka: KafkaAddress, passwords: Mapping[str, str]) -> None:
    """Makes these users on a running Kafka, or gives them these passwords. Raises NotMade."""
    if passwords:
        await asyncio.to_thread(_put, kafka, passwords)


def _put(kafka: KafkaAddress, passwords: Mapping[str, str]) -> None:
    # imported here: the start of every stack would pay for it, and few need it
    from kafka.admin import KafkaAdminClient, ScramMechanism, UserScramCredentialUpsertion  # noqa: PLC0415

    admin = KafkaAdminClient(**kafka.login())
    try:
        mechanism = ScramMechanism.SCRAM_SHA_512
        users = [UserScramCredentialUpsertion(user, mechanism, password) for user, password in passwords.items()]
        refused = {user: why for user, why in admin.alter_user_scram_credentials(users).items() if why}
    finally:
        admin.close()
    if refused:
        raise NotMade(refused)


class NotMade(Exception):  # noqa: N818 - says what happened
    """Kafka did not take these users."""
