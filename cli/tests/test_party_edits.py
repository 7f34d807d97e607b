"""What commands make of the parties file, without a file."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from chassis.parties.file import PartiesFile
from chassis.parties.records import PartyRecord, StaffRecord, What
from mante.parties import edits, staff_edits
from mante.parties.edits import Author, CannotBe

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
WANG = Author("wang", AT, "as agreed")
OLD, NEW = "the secret until yesterday", "the secret from today on"
HOSPITAL, AGENCY, APP = "H52020199001", "A52029900001", "gz-app"
DOCTOR = {"practitioner": "D520201000101", "name": "甲", "roles": ["reviewer"], "phone": "19900000101"}
PARTIES: tuple[dict[str, Any], ...] = (
    {"code": APP, "kind": "channel", "name": "一", "secret": OLD},
    {
        "code": HOSPITAL,
        "kind": "institution",
        "name": "二",
        "level": 2,
        "area": "520200",
        "roles": ["hospital"],
        "secret": OLD,
        "staff": [DOCTOR],
    },
    {
        "code": AGENCY,
        "kind": "institution",
        "name": "三",
        "area": "520200",
        "roles": ["agency"],
        "secret_sha256": "0" * 64,
    },
)
FILE = PartiesFile.model_validate({"parties": PARTIES})


def party(code: str, **about: object) -> PartyRecord:
    return PartyRecord.model_validate({"code": code, "kind": "channel", "name": "新", "secret": NEW, **about})


def changes(file: PartiesFile) -> list[tuple[int, What, str, tuple[str, ...]]]:
    return [(change.revision, change.what, change.code, change.staff) for change in file.changes]


def test_each_edit_is_a_revision_with_its_author_on_record() -> None:
    file = edits.added(FILE, party("gz-new"), WANG)
    file = edits.suspended(file, "gz-new", WANG)
    file = edits.resumed(file, "gz-new", WANG, "unused secret of sixteen")
    assert file.revision == 3
    assert changes(file) == [
        (1, What.ADDED, "gz-new", ()),
        (2, What.SUSPENDED, "gz-new", ()),
        (3, What.RESUMED, "gz-new", ()),
    ]
    assert {(change.by, change.at, change.reason) for change in file.changes} == {("wang", AT, "as agreed")}
    assert edits.party_of(file, "gz-new") == party("gz-new")
    assert not file.edited


@pytest.mark.parametrize(
    "edit",
    [
        lambda: edits.added(FILE, party(APP), WANG),
        lambda: edits.added(FILE, party("A52029900002", kind="institution", area="520200", roles=["agency"]), WANG),
        lambda: edits.suspended(FILE, "nobody", WANG),
        lambda: edits.resumed(FILE, APP, WANG, NEW),
        lambda: edits.suspended(edits.suspended(FILE, APP, WANG), APP, WANG),
        lambda: staff_edits.staff_added(FILE, HOSPITAL, StaffRecord.model_validate(DOCTOR), WANG),
        lambda: staff_edits.staff_added(FILE, APP, StaffRecord.model_validate(DOCTOR), WANG),
        lambda: staff_edits.barred(FILE, "D520201000999", None, WANG, disabled=True),
        lambda: staff_edits.barred(FILE, "D520201000101", AGENCY, WANG, disabled=True),
    ],
)
def test_what_makes_no_sense_is_refused(edit: Any) -> None:  # noqa: ANN401
    with pytest.raises(CannotBe):
        edit()


def test_a_secret_that_is_replaced_counts_until_a_time_or_not_at_all() -> None:
    until = AT + timedelta(minutes=30)
    overlapping = edits.party_of(edits.rotated(FILE, APP, WANG, NEW, until), APP)
    assert overlapping.secret is not None
    assert overlapping.secret.get_secret_value() == NEW
    assert (overlapping.former_sha256, overlapping.former_until) == (FILE.parties[0].digest.hex(), until)
    again = edits.party_of(edits.rotated(edits.rotated(FILE, APP, WANG, NEW, until), APP, WANG, OLD, None), APP)
    assert (again.former_sha256, again.former_until) == (None, None)


def test_a_party_known_by_a_hash_stays_so_and_returns_with_a_new_secret() -> None:
    suspended = edits.suspended(FILE, AGENCY, WANG)
    returned = edits.party_of(edits.resumed(suspended, AGENCY, WANG, NEW), AGENCY)
    assert returned.secret is None
    assert returned.digest == party("gz-new").digest


def test_who_is_disabled_stays_on_the_list_and_comes_back_whole() -> None:
    out = staff_edits.barred(FILE, "D520201000101", None, WANG, disabled=True)
    assert [(one.name, one.disabled) for one in edits.party_of(out, HOSPITAL).staff] == [("甲", True)]
    back = staff_edits.barred(out, "D520201000101", HOSPITAL, WANG, disabled=False)
    assert back.parties == FILE.parties
    assert changes(back)[-1] == (2, What.STAFF_ENABLED, HOSPITAL, ("D520201000101",))


def test_an_import_corrects_what_is_given_and_lets_nobody_in_again() -> None:
    out = staff_edits.barred(FILE, "D520201000101", None, WANG, disabled=True)
    given = [
        {"practitioner": "D520201000101", "name": "甲甲", "roles": ["clerk"]},
        {**DOCTOR, "practitioner": "D520201000102"},
    ]
    rows = {HOSPITAL: [StaffRecord.model_validate(one) for one in given]}
    known, new = edits.party_of(staff_edits.staff_imported(out, rows, WANG), HOSPITAL).staff
    assert (known.name, known.roles, known.phone, known.disabled) == ("甲甲", ("clerk",), "19900000101", True)
    assert (new.practitioner, new.disabled) == ("D520201000102", False)


def test_what_was_edited_by_hand_gets_on_record_with_the_next_command() -> None:
    first = edits.suspended(FILE, APP, WANG)
    by_hand = first.model_copy(update={"parties": first.parties[:2]})
    assert by_hand.edited
    after = edits.resumed(by_hand, APP, WANG, NEW)
    assert changes(after)[1:] == [(2, What.EDITED, "", ()), (2, What.RESUMED, APP, ())]
    assert not after.edited
    assert changes(edits.edited(by_hand, WANG))[1:] == [(2, What.EDITED, "", ())]
