"""Everything that notify is told from outside, read once."""

from chassis.settings import ServiceSettings
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict


class Settings(ServiceSettings):
    """`NOTIFY_*` in the environment. `sms_secret` is the bearer both sides of the SMS gateway know.

    `code_tokens` names the services that may have sign-in codes sent, each with the SHA-256 of its token in hex.
    """

    model_config = SettingsConfigDict(env_prefix="NOTIFY_")

    vault_url: str
    vault_token: SecretStr
    sms_url: str
    sms_secret: SecretStr
    sms_timeout: float = 10.0
    code_tokens: dict[str, str] = Field(default_factory=dict)
