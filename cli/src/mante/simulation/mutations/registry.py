"""Every mutation, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from mante.simulation.mutations import of_the_engine, of_the_outside, of_the_rules
from mante.simulation.mutations.mutation import Mutation

MUTATIONS: Mapping[str, Mutation] = MappingProxyType(
    {
        mutation.name: mutation
        for mutation in (*of_the_engine.MUTATIONS, *of_the_rules.MUTATIONS, *of_the_outside.MUTATIONS)
    }
)
