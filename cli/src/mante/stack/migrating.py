"""The databases of several services brought up to date by one process, where each would import as much again."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from chassis.serving import bring_up_to_date as bring_one
from chassis.settings import ServiceSettings
from pydantic import SecretStr

_NOBODYS_TOKEN = SecretStr("x" * 16)  # nobody is served here


async def bring_up_to_date(dsns: Mapping[str, str], parties: Path) -> None:
    """Applies the migrations of each service (`dsns` by its package) and writes the parties into its tables."""
    await asyncio.gather(*(bring_one(service, _settings(dsn, parties)) for service, dsn in dsns.items()))


def _settings(dsn: str, parties: Path) -> ServiceSettings:
    return ServiceSettings(postgres=SecretStr(dsn), parties_file=parties, operator_token=_NOBODYS_TOKEN)
