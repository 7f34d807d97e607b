"""Whether a consumer still hears: one that has gone deaf says nothing of it, and what waits for it waits for ever.

aiokafka's do so now and then, when a broker or a line comes back, each time for another reason
(https://github.com/aio-libs/aiokafka/issues/983, https://github.com/aio-libs/aiokafka/issues/1154).
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aiokafka.errors import KafkaError

from chassis.bus.address import BusAddress
from chassis.bus.kafka_consumer import KafkaConsumer

EVERY = 5.0
"""Seconds from one look to the next. Whoever hears asks for each partition that it has twice a second."""
MISSED = 6
"""Looks without a sign of life after which a consumer is deaf: as long as it has to come back from an outage."""
ANSWER_WITHIN = 5.0


@dataclass(slots=True)
class Pulse:
    """The signs of life of one consumer. `missed` counts the looks at which there was none, one after the other."""

    missed: int = 0
    _deciding: bool = False
    _decided: bool = False

    @property
    def lost(self) -> bool:
        """Say whether nothing more is to be expected of it."""
        return self.missed >= MISSED

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Count a batch as a sign of life for as long as it is in the engine's hands: an outage is waited out there."""
        self._deciding = True
        try:
            yield
        finally:
            self._deciding, self._decided = False, True

    async def look(self, consumer: KafkaConsumer, address: BusAddress) -> None:
        """Look for one. A bus that answers nobody is no fault of the consumer's, and doesn't count."""
        alive = self._deciding or self._decided or consumer.hears(EVERY)
        self._decided = False
        if alive:
            self.missed = 0
        elif await answers(address):
            self.missed += 1


async def answers(address: BusAddress) -> bool:
    """Say whether the bus takes somebody in who comes now."""
    newcomer = KafkaConsumer(**address.for_clients())
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            await newcomer.start()
    except (KafkaError, OSError, TimeoutError):
        return False
    else:
        return True
    finally:
        await newcomer.stop()
