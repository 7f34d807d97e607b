"""What benefits is told from outside, besides what every service is."""

from chassis.settings import ServiceSettings, Token
from pydantic_settings import SettingsConfigDict


class Settings(ServiceSettings):
    """Environment variables `BENEFITS_…`.

    `vault_url` is where intake answers for persons, `vault_token` what benefits shows there.
    """

    model_config = SettingsConfigDict(env_prefix="BENEFITS_")

    vault_url: str
    vault_token: Token
