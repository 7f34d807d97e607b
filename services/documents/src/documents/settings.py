"""Everything that documents is told from outside, read once."""

from chassis.settings import ServiceSettings
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict


class Settings(ServiceSettings):
    """`DOCUMENTS_*` in the environment. The public keys (PEM) are of intake's and of review's grants."""

    model_config = SettingsConfigDict(env_prefix="DOCUMENTS_")

    s3_url: str
    s3_public_url: str
    s3_bucket: str = "papers"
    s3_access_key: str
    s3_secret_key: SecretStr
    upload_grant_public_key: str
    read_grant_public_key: str
