"""国家医保 codes of chronic and special outpatient diseases.

The same code means different things in different areas (`M07800`), and areas have codes of their own (`HBLB101`): a
code is right only together with its name, by the area's own list. The platform refuses a mismatch (编码与名称不匹配).
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from policy.diseases import Disease

_NATIONAL = re.compile(r"M[0-9]{5}")
_LOCAL = re.compile(r"[A-Z0-9]{2,30}")


class DiseaseCodeForm(StrEnum):
    """Whose form a code has."""

    NATIONAL = "national"
    LOCAL = "local"


def form_of(code: str) -> DiseaseCodeForm | None:
    """Return the form of a code; None for what is no disease code, such as ICD-O's morphology (`M80000/3`)."""
    if _NATIONAL.fullmatch(code):
        return DiseaseCodeForm.NATIONAL
    return DiseaseCodeForm.LOCAL if _LOCAL.fullmatch(code) else None


def major_of(code: str) -> str | None:
    """Return the major disease (大类) of a national code: `M02101` belongs to `M02100`. A local code has none."""
    return f"{code[:4]}00" if form_of(code) is DiseaseCodeForm.NATIONAL else None


def registered_as(diseases: Iterable[Disease], code: str, name: str) -> tuple[Disease, ...]:
    """Return the area's diseases that this pair of code and name stands for; none where the pair isn't the area's."""
    return tuple(
        disease
        for disease in diseases
        if any((each.code, each.name) == (code, name) for each in disease.national_codes)
    )
