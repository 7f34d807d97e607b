"""A table of staff: read whole, every fault with its line."""

import pytest
from contracts.catalogue import PartyKind
from mante.parties.edits import CannotBe
from mante.parties.staff_table import rows_of

HOSPITAL, SECOND, APP = "H52020199001", "H52020199002", "gz-app"
KINDS = {HOSPITAL: PartyKind.INSTITUTION, SECOND: PartyKind.INSTITUTION, APP: PartyKind.CHANNEL}
HEAD = "institution,practitioner,name,roles,phone,person_ref\n"
GOOD = f"{HOSPITAL},D520201000101,杨光明,reviewer duty,19900000101,\n{SECOND},D520201000101,杨光明,reviewer,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_people_are_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    rows = rows_of((HEAD + GOOD).encode(encoding), KINDS)
    (one,), (other,) = rows[HOSPITAL], rows[SECOND]
    assert (one.name, one.roles, one.phone) == ("杨光明", ("reviewer", "duty"), "19900000101")
    assert (other.phone, other.person_ref) == (None, None)
    assert "phone" not in other.model_fields_set


def test_the_last_two_columns_may_be_left_out() -> None:
    rows = rows_of(f"institution,practitioner,name,roles\n{HOSPITAL},D520201000101,甲,clerk\n".encode(), KINDS)
    assert [one.name for one in rows[HOSPITAL]] == ["甲"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("H52020199009,D520201000102,乙,reviewer,,", "institution"),
        (f"{APP},D520201000102,乙,reviewer,,", "institution"),
        (f"{HOSPITAL},52020,乙,reviewer,,", "practitioner"),
        (f"{HOSPITAL},D520201000102,,reviewer,,", "name"),
        (f"{HOSPITAL},D520201000102,乙,boss,,", "roles.0"),
        (f"{HOSPITAL},D520201000102,乙,,,", "roles"),
        (f"{HOSPITAL},D520201000102,乙,operator,,", "roles.0"),
        (f"{HOSPITAL},D520201000102,乙,reviewer,13800138,", "phone"),
        (f"{HOSPITAL},D520201000102,乙,reviewer,,one", "person_ref"),
        (f"{HOSPITAL},D520201000101,甲,reviewer,,", "stands on line 2 already"),
        (f"{HOSPITAL},D520201000102,乙,reviewer", "columns"),
        (f"{HOSPITAL},D520201000102,乙,reviewer,,,,", "columns"),
        (f'{HOSPITAL},D520201000102,"乙,reviewer,,', "line 4"),
    ],
)
def test_one_bad_line_is_named_with_its_number_and_what_it_holds_is_not_shown(line: str, told: str) -> None:
    with pytest.raises(CannotBe) as refused:
        rows_of(f"{HEAD}{GOOD}{line}\n".encode(), KINDS)
    (fault,) = str(refused.value).splitlines()
    assert fault.startswith("line 4")
    assert told in fault
    assert "乙" not in fault
    assert "13800138" not in fault


def test_every_bad_line_is_named() -> None:
    with pytest.raises(CannotBe) as refused:
        rows_of(f"{HEAD}x,D520201000101,甲,clerk,,\n{GOOD}{HOSPITAL},D1,乙,boss,1,\n".encode(), KINDS)
    faults = str(refused.value).splitlines()
    assert [fault.split(":")[0] for fault in faults] == ["line 2", "line 5", "line 5", "line 5"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        HEAD.encode(),
        b"\xff\xfe\x00\xff",
        b"institution,practitioner\n",
        b"institution,practitioner,name,roles,age\n",
    ],
)
def test_what_is_no_such_table_is_refused(raw: bytes) -> None:
    with pytest.raises(CannotBe):
        rows_of(raw, KINDS)
