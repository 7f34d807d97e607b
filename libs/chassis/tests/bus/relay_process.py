"""One instance's relay as a process of its own: `NAME FAILPOINTS DSN BOOTSTRAP USER PASSWORD`."""

import asyncio
import sys
from pathlib import Path

from chassis import failpoints
from chassis.bus.address import BusAddress
from chassis.relay import Relay
from pydantic import SecretStr


async def main(name: str, folder: str, dsn: str, *kafka: str) -> None:
    failpoints.switch_on(Path(folder), "test")
    bootstrap, user, password = kafka
    address = BusAddress(bootstrap, "SASL_PLAINTEXT" if user else "PLAINTEXT", user, SecretStr(password))
    await Relay(dsn, address, name).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
