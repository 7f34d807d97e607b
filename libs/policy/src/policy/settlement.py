"""Where the benefit is used, and how those apply who live elsewhere."""

from enum import StrEnum

from policy.review import Level
from policy.source import Sourced


class UsedAt(StrEnum):
    """Where costs are settled."""

    CHOSEN_HOSPITAL = "chosen_hospital"
    DESIGNATED_INSTITUTIONS = "designated_institutions"
    DESIGNATED_INSTITUTIONS_AND_PHARMACIES = "designated_institutions_and_pharmacies"


class Settlement(Sourced):
    """`direct`: settled on the spot (即时结算), rather than paid first and refunded."""

    used_at: UsedAt
    direct: bool


class CrossRegion(Sourced):
    """异地居住. `online`: the online channels are open to them.

    `upload_by_level`: from which level on a hospital there may upload for them; None where none may.
    """

    online: bool
    upload_by_level: Level | None = None
