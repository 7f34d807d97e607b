"""What the national platform is told of an approval (2503, 2505), where the city decides what."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from contracts.vocabulary import Code, Scheme
from pydantic import Field

from policy.source import Sourced

SchemeCode = Literal["310", "390", "391", "399"]
"""`insutype`: 310 职工, 390 城乡居民, 391 城镇居民, 399 其他."""
DiseaseTypeCode = Literal["10", "11", "12", "3"]
"""`dise_type_code`: 10 普通门慢门特, 11 门诊慢性病, 12 门诊特殊病, 3 特殊病种."""


class Assessor(StrEnum):
    """Whose code stands for the assessing institution and doctor (`ide_fixmedins_no`, `diag_dr_codg`)."""

    REVIEWING_HOSPITAL = "reviewing_hospital"
    CERTIFYING_HOSPITAL = "certifying_hospital"
    AGENCY = "agency"


class Registration(Sourced):
    """`identity_of_assessor` is who is named as having assessed; the rest are the platform's codes for our words."""

    identity_of_assessor: Assessor
    insutype: Mapping[Scheme, SchemeCode]
    dise_type_code: Mapping[Code, DiseaseTypeCode] = Field(min_length=1)
