"""Every bug that only real servers show, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from mante.testing.mutations import of_the_bus, of_the_tables
from mante.testing.mutations.bug import OnServers

ON_SERVERS: Mapping[str, OnServers] = MappingProxyType(
    {one.mutation.name: one for one in (*of_the_bus.BUGS, *of_the_tables.BUGS)}
)
