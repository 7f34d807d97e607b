"""What review's decisions are bound to: the packs, and who is there to review."""

from collections.abc import Callable
from dataclasses import dataclass

from policy.pack import Pack
from policy.registry import Packs

from review.domain.case import Application
from review.domain.directory import Directory


@dataclass(frozen=True, slots=True)
class Rules:
    """The packs in all their versions, and the institutions as they are now."""

    packs: Packs
    directory: Callable[[], Directory]

    def pack_of(self, application: Application) -> Pack:
        """Return the pack that the application was submitted under; raises `UnknownPack`."""
        return self.packs.pinned(application.pack_id, application.pack_version)
