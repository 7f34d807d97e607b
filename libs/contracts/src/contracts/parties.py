"""A party on the bus: a channel or an institution, known by its code."""

from typing import Protocol

from contracts.catalogue import TOPICS

SERVICES = tuple(dict.fromkeys(topic.publisher for topic in TOPICS if not topic.ingress))
"""The services, as the catalogue names them: also the names of their Kafka users."""


class Party(Protocol):
    """Whoever has topics of its own. `kind` is a `catalogue.PartyKind`, or its text."""

    @property
    def code(self) -> str:
        """The party's code (`vocabulary.PartyCode`): also the name of its Kafka user."""

    @property
    def kind(self) -> str:
        """`channel` or `institution`."""
