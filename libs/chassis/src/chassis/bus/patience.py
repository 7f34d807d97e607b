"""Not asking a bus that is away hundreds of times a second.

aiokafka waits between tries in most places, but not where it wants to know which broker has which partition: while none
answers, each failure wakes those who ask, who ask again at once, and each try is two lines of the log.
"""

import asyncio
import random
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

PAUSE = (0.5, 1.0)
"""Seconds from one try to the next: by chance, so that a broker that is back isn't asked by all at one moment."""


def patient(client: AIOKafkaConsumer | AIOKafkaProducer) -> None:
    """Let a client wait a little, every time, before it finds out anew that no broker answers."""
    inner = client.client if isinstance(client, AIOKafkaProducer) else client._client  # noqa: SLF001 - has no other way
    ask = inner._metadata_update  # noqa: SLF001 - as above

    async def ask_and_wait(*known: Any) -> bool:  # noqa: ANN401 - what aiokafka asks with
        found: bool = await ask(*known)
        if not found:
            await asyncio.sleep(random.uniform(*PAUSE))  # noqa: S311 - no secret
        return found

    inner._metadata_update = ask_and_wait  # noqa: SLF001 - as above
