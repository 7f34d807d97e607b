"""Everything that the console is told from outside, read once."""

from chassis.settings import AddressSettings
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict


class Settings(AddressSettings):
    """`CONSOLE_*` in the environment. `services` names each service's own address; `public_url` is the front door's."""

    model_config = SettingsConfigDict(env_prefix="CONSOLE_", frozen=True, extra="ignore", hide_input_in_errors=True)

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8080"
    services: dict[str, str]
    operator_token: SecretStr = Field(min_length=16)
