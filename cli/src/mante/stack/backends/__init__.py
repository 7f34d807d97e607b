"""The servers under the services, each either run here or reached by its address."""

from collections.abc import Sequence
from typing import Protocol

from mante.stack.parts import Part


class Backend(Protocol):
    """One server the services need. `ready` names the part after which it may be used."""

    ready: str

    def parts(self) -> Sequence[Part]:
        """What has to run, or to be done once, so that this server can be used."""
        ...
