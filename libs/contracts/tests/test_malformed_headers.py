import pytest
from contracts.cloudevents import Malformed, from_headers

WELL_FORMED = {
    "ce_specversion": b"1.0",
    "ce_id": b"01a1bdd3-b638-7000-8000-000000001001",
    "ce_type": b"mante.DraftOpened.v1",
    "ce_source": b"/gz-app",
    "ce_subject": b"01a1bdd3-b638-7000-8000-000000001002",
    "ce_time": b"2026-11-09T09:02:11+08:00",
    "ce_correlationid": b"01a1bdd3-b638-7000-8000-000000001003",
    "ce_sequence": b"7",
}
BAD_IDS = [
    b"",
    b"1",
    b"01A1BDD3-B638-7000-8000-000000001001",
    b"01a1bdd3b638700080000000000010011",
    b"{01a1bdd3-b638-7000-8000-000000001001}",
    b"urn:uuid:01a1bdd3-b638-7000-8000-000000001001",
    b" 01a1bdd3-b638-7000-8000-000000001001",
    b"01a1bdd3-b638-7000-8000-00000000100\x00",
    "０1a1bdd3-b638-7000-8000-000000001001".encode(),
]
BAD_TIMES = [
    b"",
    b"now",
    b"2026-11-09T09:02:11",
    b"2026-11-09",
    b"2026-02-30T09:02:11Z",
    b"2026-11-09T25:02:11Z",
    b"2026-11-09T09:02:11+25:00",
    b"1794190500",
    b"0001-01-01T00:00:00+14:00",
    b"9999-12-31T23:59:59-14:00",
    b"1999-12-31T23:59:59Z",
    b"2200-01-01T00:00:00Z",
]
BAD_NUMBERS = [
    b"",
    b"0",
    b"-1",
    b"+1",
    b"1.0",
    b"1e3",
    b" 1",
    b"1_000",
    b"0x1",
    b"9" * 19,
    b"9" * 400,
    "٣".encode(),
    b"true",
]
BAD_TEXTS = [b"", b"a\nb", b"a\x00b", "a\u202eb".encode(), "a\u200bb".encode(), b"x" * 257]


def refusal(name: str, value: bytes) -> str:
    with pytest.raises(Malformed) as refused:
        from_headers((WELL_FORMED | {name: value}).items())
    return str(refused.value)


def test_the_headers_that_are_broken_below_are_well_formed() -> None:
    assert from_headers(WELL_FORMED.items()).sequence == 7


@pytest.mark.parametrize("name", ["id", "subject", "correlationid", "causationid"])
@pytest.mark.parametrize("value", BAD_IDS)
def test_only_a_plain_uuid_is_an_id(name: str, value: bytes) -> None:
    assert refusal(f"ce_{name}", value).startswith(f"{name}: ")


@pytest.mark.parametrize("value", BAD_TIMES)
def test_only_a_plausible_time_with_an_offset_is_a_time(value: bytes) -> None:
    assert refusal("ce_time", value).startswith("time: ")


@pytest.mark.parametrize("value", BAD_NUMBERS)
def test_sequences_count_from_one_in_plain_digits(value: bytes) -> None:
    assert refusal("ce_sequence", value).startswith("sequence: ")


@pytest.mark.parametrize("value", [value for value in BAD_NUMBERS if value != b"0"])
def test_epochs_count_from_zero_in_plain_digits(value: bytes) -> None:
    assert refusal("ce_epoch", value).startswith("epoch: ")


@pytest.mark.parametrize("name", ["type", "source", "dataschema"])
@pytest.mark.parametrize("value", BAD_TEXTS)
def test_texts_are_printable_and_short(name: str, value: bytes) -> None:
    assert refusal(f"ce_{name}", value).startswith(f"{name}: ")


@pytest.mark.parametrize("value", [b"", b"0.3", b"1", b"1.1", b"2.0"])
def test_only_version_one_of_cloudevents_is_read(value: bytes) -> None:
    assert refusal("ce_specversion", value) == "specversion: must be 1.0"


@pytest.mark.parametrize("name", ["specversion", "id", "type", "source", "subject", "time"])
def test_none_of_the_attributes_that_are_needed_may_be_missing(name: str) -> None:
    with pytest.raises(Malformed, match=f"^{name}: "):
        from_headers((header, value) for header, value in WELL_FORMED.items() if header != f"ce_{name}")


@pytest.mark.parametrize("name", WELL_FORMED)
def test_an_attribute_that_is_given_twice_is_refused(name: str) -> None:
    with pytest.raises(Malformed, match="given twice"):
        from_headers([*WELL_FORMED.items(), (name, WELL_FORMED[name])])


@pytest.mark.parametrize("value", [b"\xff", b"\xed\xa0\x80", "中".encode("gbk")])
def test_what_is_no_utf_8_is_refused(value: bytes) -> None:
    assert refusal("ce_source", value) == "source: not UTF-8"
