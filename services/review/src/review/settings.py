"""What review is told from outside, besides what every service is."""

from chassis.settings import ServiceSettings, Token
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict


class Settings(ServiceSettings):
    """Environment variables `REVIEW_…`.

    `vault_url` is where intake answers for persons, `vault_token` what review shows there. `grant_private_key`
    (Ed25519, PEM) signs reading grants. `documents_url` is where documents is asked for page images.
    """

    model_config = SettingsConfigDict(env_prefix="REVIEW_")

    vault_url: str
    vault_token: Token
    grant_private_key: SecretStr
    documents_url: str
