"""What benefits' decisions are bound to: the packs, and which hospitals take part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from policy.benefit import DesignatedHospital
from policy.pack import Pack
from policy.registry import Packs

from benefits.domain.directory import Directory
from benefits.domain.entitlement import Application

HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class Rules:
    """The packs in all their versions, and the institutions as they are now."""

    packs: Packs
    directory: Callable[[], Directory]

    def pack_of(self, application: Application) -> Pack:
        """Return the pack that the application was submitted under; raises `UnknownPack`."""
        return self.packs.pinned(application.pack_id, application.pack_version)

    def hospital_rule(self, area: str, on: date) -> DesignatedHospital | None:
        """Return how hospitals are chosen in a pooling area on a day; None where none is. Raises `UnknownPack`."""
        return self.packs.in_force(area, on).designated_hospital

    def is_designated(self, hospital: str) -> bool:
        """Tell whether a hospital takes part now (定点医疗机构). One that was suspended has left the scheme."""
        found = self.directory().party(hospital)
        return found is not None and HOSPITAL in found.roles and not found.suspended
