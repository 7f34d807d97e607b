"""What a service stands on before it decides anything: its database, the parties it knows, the time."""

from dataclasses import dataclass, field

from chassis.bus.address import BusAddress
from chassis.clock import Clock
from chassis.database import new_pool
from chassis.parties.refreshing import Parties
from chassis.settings import ServiceSettings
from chassis.storage.driver import Pool


@dataclass(slots=True)
class Foundation:
    """Made inside the running loop, opened and closed by `Service`. Nothing here connects by itself."""

    settings: ServiceSettings
    pool: Pool = field(init=False)
    parties: Parties = field(init=False)
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        """Put the parts together."""
        self.pool = new_pool(self.settings)
        self.parties = Parties(self.pool)
        self.clock = Clock(self.pool, movable=not self.settings.in_production)

    @property
    def bus(self) -> BusAddress | None:
        """Where Kafka is; None for a service that runs without."""
        given = self.settings
        if not given.kafka:
            return None
        return BusAddress(given.kafka, given.kafka_security, given.kafka_user, given.kafka_password, given.kafka_ca)
