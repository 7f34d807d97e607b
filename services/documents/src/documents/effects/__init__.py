"""What documents does outside its decisions: to papers in the store, and between two dossiers."""

from collections.abc import Sequence
from typing import Any

from chassis.between import Ask
from chassis.performer import Performer

from documents.effects import lending, papers
from documents.objects import Objects


def performers(objects: Objects, ask: Ask) -> Sequence[Performer[Any]]:
    """Return the effects that documents knows how to do; `ask` is how one dossier asks another."""
    return [*papers.performers(objects), *lending.performers(ask)]
