"""Every mutation, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from mante.simulation.mutations import (
    of_benefits,
    of_notices,
    of_papers,
    of_reviewing,
    of_the_engine,
    of_the_rules,
    of_the_storage,
)
from mante.simulation.mutations.mutation import Mutation

_KINDS = (of_the_engine, of_the_storage, of_the_rules, of_reviewing, of_papers, of_benefits, of_notices)
MUTATIONS: Mapping[str, Mutation] = MappingProxyType(
    {mutation.name: mutation for kind in _KINDS for mutation in kind.MUTATIONS}
)
