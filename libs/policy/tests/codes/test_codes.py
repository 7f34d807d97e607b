"""Institutions, areas and diseases by their codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.areas import AreaStatus
from policy.codes.institution import InstitutionCode, InstitutionKind, taken_apart
from policy.codes.national_disease import DiseaseCodeForm, form_of, major_of, registered_as
from policy.pack import Pack

MEDICAL, PHARMACY, AGENCY = InstitutionKind.MEDICAL, InstitutionKind.PHARMACY, InstitutionKind.AGENCY


@pytest.mark.parametrize(
    ("code", "kind", "area"),
    [
        ("H44120200141", MEDICAL, "441202"),
        ("H50015501017", MEDICAL, "500155"),
        ("H51011502705", MEDICAL, "510115"),
        ("H52020199001", MEDICAL, "520201"),
        ("P52020100001", PHARMACY, "520201"),
        ("A52029900001", AGENCY, "520299"),
    ],
)
def test_an_institutions_code_says_what_it_is_and_where_it_was_coded(
    code: str, kind: InstitutionKind, area: str
) -> None:
    assert taken_apart(code) == InstitutionCode(kind, area, code[7:])


@pytest.mark.parametrize("code", ["H5202019900", "H520201990011", "h52020199001", "X52020199001", "H5202O199001", ""])
def test_what_is_no_institutions_code_is_none(code: str) -> None:
    assert taken_apart(code) is None


@given(st.from_regex(r"[HPA][0-9]{11}", fullmatch=True))
def test_every_code_comes_together_again(code: str) -> None:
    parts = taken_apart(code)
    assert parts is not None
    assert f"{parts.kind}{parts.area}{parts.sequence}" == code


@given(st.text(max_size=14))
def test_any_text_is_either_a_code_of_twelve_or_none(text: str) -> None:
    assert taken_apart(text) is None or len(text) == 12


CURRENT = {
    "liupanshui": ("520201", "520203", "520204", "520281"),
    "nanchong": ("511302", "511303", "511304", "511321", "511322", "511323", "511324", "511325", "511381"),
}


def test_the_divisions_of_today_are_current(liupanshui: Pack, nanchong: Pack) -> None:
    for pack, codes in ((liupanshui, CURRENT["liupanshui"]), (nanchong, CURRENT["nanchong"])):
        assert {pack.areas.status(code) for code in codes} == {AreaStatus.CURRENT}
        assert {each.code for each in pack.areas.divisions if not each.withdrawn} == set(codes)


def test_the_old_divisions_are_known_to_be_gone(liupanshui: Pack, nanchong: Pack) -> None:
    for pack, code in ((liupanshui, "520221"), (liupanshui, "520222"), (nanchong, "512901"), (nanchong, "512930")):
        assert pack.areas.status(code) is AreaStatus.WITHDRAWN


def test_areas_elsewhere_are_unknown(liupanshui: Pack) -> None:
    assert liupanshui.areas.status("511302") is AreaStatus.UNKNOWN
    assert not liupanshui.areas.insures("510100")


def test_the_city_itself_ends_in_99_for_insurance(liupanshui: Pack, nanchong: Pack) -> None:
    assert liupanshui.areas.insures("520299")
    assert nanchong.areas.insures("511399")
    assert liupanshui.areas.insures("520281")
    assert not liupanshui.areas.insures("520200")
    assert not nanchong.areas.insures("512925")


@pytest.mark.parametrize(
    ("code", "form", "major"),
    [
        ("M02101", DiseaseCodeForm.NATIONAL, "M02100"),
        ("M03900", DiseaseCodeForm.NATIONAL, "M03900"),
        ("HBLB101", DiseaseCodeForm.LOCAL, None),
        ("M80000/3", None, None),
        ("m02101", None, None),
        ("", None, None),
    ],
)
def test_a_disease_code_is_national_local_or_none(code: str, form: DiseaseCodeForm | None, major: str | None) -> None:
    assert form_of(code) is form
    assert major_of(code) == major


def test_a_disease_code_is_right_only_with_its_name(liupanshui: Pack) -> None:
    (asthma,) = registered_as(liupanshui.diseases, "M05400", "支气管哮喘")
    assert asthma.code == "bronchial_asthma"
    assert registered_as(liupanshui.diseases, "M05400", "哮喘") == ()
    assert registered_as(liupanshui.diseases, "M07800", "慢性肾功能不全（非透析）") == ()


def test_every_pair_of_a_pack_finds_its_disease(liupanshui: Pack, nanchong: Pack) -> None:
    for pack in (liupanshui, nanchong):
        for disease in pack.diseases:
            for pair in disease.national_codes:
                assert disease in registered_as(pack.diseases, pair.code, pair.name)
                assert form_of(pair.code) is DiseaseCodeForm.NATIONAL
