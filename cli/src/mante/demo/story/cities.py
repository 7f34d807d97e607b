"""The two cities, and what one applies with in each."""

from dataclasses import dataclass

SCRIPT_HOSPITAL, BUS_HOSPITAL = "H52020199001", "H52020199002"


@dataclass(frozen=True)
class City:
    """A pooling area; `materials` are what a person who applies for themselves hands in online there.

    `channel` is where most apply, `hospital` the one that people choose once they are approved, where the area has one
    chosen.
    """

    name: str
    area: str
    disease: str
    materials: tuple[str, ...]
    channel: str
    hospital: str | None = None


LIUPANSHUI = City(
    "六盘水",
    "520200",
    "bronchial_asthma",
    ("identity_card", "diagnosis_certificate", "clinical_record", "test_report"),
    "gz-app",
    BUS_HOSPITAL,
)
NANCHONG = City(
    "南充",
    "511300",
    "diabetes",
    ("application_form", "diagnosis_certificate", "clinical_record", "test_report"),
    "sc-mini",
)
FOR_AN_AGENT = ("agent_identity_card", "relation_proof")
"""What 六盘水 asks of an agent besides."""

REMOTE_HOSPITAL, REMOTE_CLINIC = "H51010500001", "H51010500009"
"""In 成都, of grade II and of grade I."""
AGENCY = "A51139900001"
