"""Logins on the broker: SCRAM credentials given, replaced and taken away."""

from collections.abc import Iterable, Mapping

from kafka.admin import (
    KafkaAdminClient,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)
from pydantic import SecretStr

MECHANISM = ScramMechanism.SCRAM_SHA_512
Alterations = list[UserScramCredentialUpsertion | UserScramCredentialDeletion]


class NotApplied(Exception):  # noqa: N818
    """The cluster refused a part; the text says which and why. The rest may have been applied: apply again."""


def give(admin: KafkaAdminClient, users: Mapping[str, SecretStr]) -> list[str]:
    """Let each of `users` log in with this password and no other; return their names. Raises `NotApplied`."""
    _alter(
        admin, [UserScramCredentialUpsertion(user, MECHANISM, word.get_secret_value()) for user, word in users.items()]
    )
    return list(users)


def take(admin: KafkaAdminClient, users: Iterable[str]) -> list[str]:
    """Let none of `users` log in any more; return those who could. Connections that are open stay so."""
    asked = list(users)
    known = admin.describe_user_scram_credentials(asked) if asked else {}
    able = [user for user, about in known.items() if about["credential_infos"]]
    _alter(admin, [UserScramCredentialDeletion(user, MECHANISM) for user in able])
    return able


def _alter(admin: KafkaAdminClient, alterations: Alterations) -> None:
    if not alterations:
        return
    refused = {user: why for user, why in admin.alter_user_scram_credentials(alterations).items() if why}
    if refused:
        raise NotApplied(f"users: {refused}")
