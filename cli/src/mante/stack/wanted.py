"""What a stack is asked to be."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import entry_points
from typing import Self

SERVICES = tuple(sorted(service.name for service in entry_points(group="mante.services")))
"""Every service that is installed: its `pyproject.toml` says that it is one."""


@dataclass(frozen=True)
class Wanted:
    """Which services run, how many of each, and which servers are reached by address instead of being run here.

    Addresses: `postgresql://superuser:password@host:port/postgres`, `kafka://admin:password@host:port` (`kafka+ssl://`
    for TLS, no user for a Kafka without logins), `http(s)://access_key:secret_key@host:port/bucket`. `insured` is a
    city's CSV file of the insured, in place of the fake register. A `sandbox` has robots that review and apply.
    `requests_per_second` is what each party may ask of a service; None leaves it as the services have it.
    With `failpoints` each service looks into a folder of that name for the points at which a trial ends it; with
    `wires` it reaches the embedded servers by lines that a trial can cut; with `clocks` a trial can set its clock,
    where this machine has what it takes.
    """

    services: tuple[str, ...] = SERVICES
    scale: Mapping[str, int] = field(default_factory=dict)
    postgres: str | None = None
    kafka: str | None = None
    s3: str | None = None
    insured: str | None = None
    sandbox: bool = False
    port: int = 8080  # of the front door, if it is free
    fsync: bool = True  # of the embedded Postgres
    requests_per_second: int | None = None
    failpoints: bool = False
    wires: bool = False
    clocks: bool = False

    def instances(self, service: str) -> tuple[str, ...]:
        """The names of a service's processes: its own name, or numbered ones where it is scaled."""
        count = self.scale.get(service, 1)
        return (service,) if count == 1 else tuple(f"{service}-{number}" for number in range(1, count + 1))

    def to_json(self) -> str:
        """For `from_json`, in another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        fields = json.loads(text)
        return cls(**{**fields, "services": tuple(fields["services"])})
