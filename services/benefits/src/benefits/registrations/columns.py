"""An entitlement as a row of a city's table of registrations (`opsp_reg_evt_c`); what isn't known stays empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from chassis.parties import Directory
from contracts.vocabulary import Scheme
from policy.calendar import local
from policy.pack import Pack

from benefits.domain.entitlement import Application, Entitlement
from benefits.registrations.cells import moment_of

NUMBER, REGISTRATION = "serv_matt_inst_id", "trt_dcla_detl_sn"
COLUMNS = (
    *("evtsn", REGISTRATION, "opsp_dise_code", "opsp_dise_name", NUMBER, "evt_type", "dcla_souc", "insutype"),
    *("psn_no", "psn_insu_rlts_id", "dise_type_code", "psn_cert_type", "certno", "psn_name", "gend", "naty", "brdy"),
    *("tel", "addr", "insu_admdvs", "emp_no", "emp_name", "ide_fixmedins_no", "ide_fixmedins_name", "hosp_ide_date"),
    *("diag_dr_code", "diag_dr_name", "appy_date", "appy_rea"),
    *("agnter_name", "agnter_cert_type", "agnter_certno", "agnter_tel", "agnter_addr", "agnter_rlts"),
    *("begndate", "enddate", "vali_flag", "rchk_flag", "memo", "rid", "crte_time", "updt_time"),
    *("opter_id", "opter_name", "opt_time", "optins_no", "poolarea_no"),
)
"""The table's columns in its order; `serv_matt_inst_id` (事项实例) holds our application number."""

_INSURANCE = MappingProxyType({Scheme.EMPLOYEE: "310", Scheme.RESIDENT: "390"})
_DOCUMENT = MappingProxyType({"resident": "01", "foreign_resident": "7", "passport": "8"})
_PERMIT = MappingProxyType({"H": "4", "M": "5"})
_TAIWAN = "6"
_RESIDENT = "resident"
_MALE, _FEMALE = "1", "2"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the vault tells it for a registration. Empty after erasure; its text form tells nothing."""

    name: str = field(default="", repr=False)
    id_type: str = ""
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def document(self) -> str:
        """The platform's code of the document's type."""
        if self.id_type == "travel_permit":
            return _PERMIT.get(self.id_number[:1], _TAIWAN)
        return _DOCUMENT.get(self.id_type, "")

    @property
    def birthday(self) -> str:
        """The day of birth, where the number tells it."""
        digits = self.id_number[6:14] if self.id_type == _RESIDENT else ""
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else ""

    @property
    def gender(self) -> str:
        """The platform's code of the gender, where the number tells it."""
        if self.id_type != _RESIDENT or not self.id_number:
            return ""
        return _MALE if int(self.id_number[16]) % 2 else _FEMALE


def row(
    entitlement: Entitlement, pack: Pack, directory: Directory, persons: tuple[Identity, Identity | None]
) -> Mapping[str, str]:
    """Return one row: of the applicant, and of the agent where there is one. Nothing granted gives an empty one."""
    application, grant = entitlement.application, entitlement.grant
    if application is None or grant is None:
        return {}
    applicant, agent = persons
    return {
        REGISTRATION: entitlement.registration.number if entitlement.registration else "",
        **_disease(entitlement, application, pack),
        NUMBER: application.number,
        "insutype": _INSURANCE[application.scheme],
        **_applicant(applicant),
        **_assessment(entitlement, directory),
        "appy_date": local(application.submitted_at).date().isoformat(),
        **(_agent(agent) if agent else {}),
        "begndate": grant.start.isoformat(),
        "enddate": grant.end.isoformat() if grant.end else "",
        "vali_flag": "1" if entitlement.in_force else "0",
        "crte_time": moment_of(grant.granted_at),
        "poolarea_no": application.area,
    }


def _disease(entitlement: Entitlement, application: Application, pack: Pack) -> Mapping[str, str]:
    """Code and name are a pair: without a national code there is neither."""
    disease = pack.disease(application.disease)
    code = entitlement.approval.national_code if entitlement.approval else None
    if code is None or disease is None:
        return {}
    name = next((one.name for one in disease.national_codes if one.code == code), "")
    return {"opsp_dise_code": code, "opsp_dise_name": name}


def _applicant(person: Identity) -> Mapping[str, str]:
    return {
        "psn_cert_type": person.document,
        "certno": person.id_number,
        "psn_name": person.name,
        "gend": person.gender,
        "brdy": person.birthday,
        "tel": person.phone,
    }


def _agent(person: Identity) -> Mapping[str, str]:
    return {
        "agnter_name": person.name,
        "agnter_cert_type": person.document,
        "agnter_certno": person.id_number,
        "agnter_tel": person.phone,
    }


def _assessment(entitlement: Entitlement, directory: Directory) -> Mapping[str, str]:
    """The one who approved. A panel has no single doctor: whom the platform wants named is for the bureau to say."""
    if len(entitlement.assessments) != 1:
        return {}
    (only,) = entitlement.assessments
    hospital = directory.party(only.institution)
    doctor = directory.practitioner(only.institution, only.practitioner)
    return {
        "ide_fixmedins_no": only.institution,
        "ide_fixmedins_name": hospital.name if hospital else "",
        "hosp_ide_date": only.on.isoformat(),
        "diag_dr_code": only.practitioner,
        "diag_dr_name": doctor.name if doctor else "",
    }
