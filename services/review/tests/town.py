"""Institutions of the two cities, and who works there."""

from collections.abc import Iterable

from chassis.parties.directory import Directory
from chassis.parties.party import Party, Staff
from contracts.catalogue import PartyKind
from contracts.ids import uuid7

LIUPANSHUI, NANCHONG = "520200", "511300"
FIRST, SECOND, CLINIC = "H52020199001", "H52020199002", "H52020199003"
LIUPANSHUI_AGENCY, NANCHONG_AGENCY = "A52029900001", "A51139900001"
DOCTOR, COLLEAGUE, DOCTOR_OF_SECOND = "D520201000001", "D520201000002", "D520201000003"
LEAD = "D520201000009"
CLERK, RECEPTION = "C511301000001", "C511301000009"
EXPERTS = tuple(f"D51130100000{number}" for number in range(1, 6))


def institution(code: str, area: str, role: str, level: int | None = None) -> Party:
    return Party(code, PartyKind.INSTITUTION, f"机构{code}", level, area, frozenset({role}))


def member(at: str, practitioner: str, role: str, *, known: bool = False) -> Staff:
    """Return somebody on the staff, `known` to the vault as a person or not."""
    return Staff(practitioner, at, f"人员{practitioner}", frozenset({role}), person_ref=uuid7() if known else None)


HOSPITALS = (
    institution(FIRST, LIUPANSHUI, "hospital", 3),
    institution(SECOND, LIUPANSHUI, "hospital", 2),
    institution(CLINIC, LIUPANSHUI, "hospital", 1),
)
AGENCIES = (institution(LIUPANSHUI_AGENCY, LIUPANSHUI, "agency"), institution(NANCHONG_AGENCY, NANCHONG, "agency"))
DOCTORS = (
    member(FIRST, DOCTOR, "reviewer", known=True),
    member(FIRST, COLLEAGUE, "reviewer"),
    member(SECOND, DOCTOR_OF_SECOND, "reviewer"),
    Staff(LEAD, FIRST, f"人员{LEAD}", frozenset({"reviewer", "lead"})),
)
CLERKS = (member(NANCHONG_AGENCY, CLERK, "clerk"), member(NANCHONG_AGENCY, RECEPTION, "duty"))
PANEL = tuple(member(NANCHONG_AGENCY, code, "expert", known=True) for code in EXPERTS)


def town(
    parties: Iterable[Party] = HOSPITALS + AGENCIES, staff: Iterable[Staff] = DOCTORS + CLERKS + PANEL
) -> Directory:
    return Directory.of(parties, staff)
