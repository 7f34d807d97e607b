"""What intake is told from outside, besides what every service is."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Self

from chassis.settings import ServiceSettings
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict


class Settings(ServiceSettings):
    """Environment variables `INTAKE_…`.

    `vault_key` wraps data keys and `blind_index_key` finds persons again: 32 bytes in base64 each. Former vault keys
    open what was wrapped before `vault_key` was changed. `grant_private_key` (Ed25519, PEM) signs upload grants.
    `notify_url` and `notify_token` are where sign-in codes are sent from; without them the applicants' pages are off.
    `vault_tokens` names the services that may ask the vault, each with the SHA-256 of its token in hex.

    The register of the insured is asked at `insurance_url` with `insurance_secret`, or is the file `insurance_csv`
    (production needs one of them). A lodged application waits `insurance_wait` seconds for its answer, at most.
    """

    model_config = SettingsConfigDict(env_prefix="INTAKE_")

    vault_key: SecretStr
    vault_former_keys: tuple[SecretStr, ...] = ()
    blind_index_key: SecretStr
    grant_private_key: SecretStr
    notify_url: str = ""
    notify_token: SecretStr = SecretStr("")
    vault_tokens: dict[str, str] = Field(default_factory=dict)
    insurance_url: str = ""
    insurance_secret: SecretStr = SecretStr("")
    insurance_csv: Path | None = None
    insurance_wait: Annotated[float, Field(gt=0, le=600)] = 20.0

    @field_validator("insurance_csv", mode="before")
    @classmethod
    def _empty_is_none(cls, given: object) -> object:
        return given or None

    @model_validator(mode="after")
    def _has_one_register(self) -> Self:
        if self.insurance_url and self.insurance_csv:
            raise ValueError("the register of the insured is an address or a file, not both")
        if self.in_production and not self.has_register:
            raise ValueError("production needs a register of the insured: insurance_url or insurance_csv")
        return self

    @property
    def has_register(self) -> bool:
        """Whether there is a register of the insured to ask."""
        return bool(self.insurance_url or self.insurance_csv)

    @property
    def register_wait(self) -> timedelta | None:
        """How long the register is waited for; None where there is none."""
        return timedelta(seconds=self.insurance_wait) if self.has_register else None
