"""What intake is told from outside, besides what every service is."""

from chassis.settings import ServiceSettings
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict


class Settings(ServiceSettings):
    """Environment variables `INTAKE_…`.

    `vault_key` wraps data keys and `blind_index_key` finds persons again: 32 bytes in base64 each. Former vault keys
    open what was wrapped before `vault_key` was changed. `grant_private_key` (Ed25519, PEM) signs upload grants.
    `notify_url` and `notify_token` are where sign-in codes are sent from; without them the applicants' pages are off.
    `vault_tokens` names the services that may ask the vault, each with the SHA-256 of its token in hex.
    """

    model_config = SettingsConfigDict(env_prefix="INTAKE_")

    vault_key: SecretStr
    vault_former_keys: tuple[SecretStr, ...] = ()
    blind_index_key: SecretStr
    grant_private_key: SecretStr
    notify_url: str = ""
    notify_token: SecretStr = SecretStr("")
    vault_tokens: dict[str, str] = Field(default_factory=dict)
