"""What must not be taken from the bus: each shape, and where and why it is refused."""

import json
from typing import Any

import pytest
from contracts.codec import MAX_DEPTH, Unreadable, check, decode
from contracts.event import Event
from contracts.events.documents import DocumentAccepted
from contracts.events.intake import ApplicationSubmitted
from contracts.events.review import CaseClosed
from contracts.events.updates import MessageDue
from contracts.examples import samples_of
from hypothesis import given
from hypothesis import strategies as st

PAPER: dict[str, Any] = json.loads(samples_of(DocumentAccepted)["a_certificate"])
MESSAGE: dict[str, Any] = json.loads(samples_of(MessageDue)["approved"])


def refusal(raw: bytes, model: type[Event] = DocumentAccepted) -> str:
    with pytest.raises(Unreadable) as refused:
        decode(model, raw)
    return str(refused.value)


def with_raw(field: str, value: str) -> bytes:
    """Return the paper's body with `value` set in as it stands, JSON or not."""
    return json.dumps(PAPER | {field: "@"}).replace('"@"', value).encode()


@pytest.mark.parametrize(
    "raw", [b"", b" ", b"null", b"[]", b'"text"', b"1", b"{", b"{}{}", b'{"a":1,}', b"\xef\xbb\xbf{}"]
)
def test_what_is_no_json_object_is_refused(raw: bytes) -> None:
    assert refusal(raw) in {"json_invalid", "model_type", "model_attributes_type"}


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_a_hundred_thousand_levels_are_refused_and_exhaust_nobody(opening: bytes) -> None:
    with pytest.raises(Unreadable, match=r"too_large|json_invalid|too_deep"):
        decode(DocumentAccepted, opening * 100_000)
    with pytest.raises(Unreadable, match=r"json_invalid|too_deep"):
        check(opening * 100_000)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused_even_where_nobody_looks(number: str) -> None:
    assert refusal(with_raw("pages", number)) == "json_invalid"
    assert refusal(with_raw("a_later_field", number)) == "json_invalid"


@pytest.mark.parametrize("number", ["1.0", "-0.0", "1e999", '"7"', "true", "-5", "9" * 400, "100001", "null", "[1]"])
def test_only_a_whole_number_in_its_bounds_is_a_count(number: str) -> None:
    assert refusal(with_raw("pages", number)).startswith("pages: ")


@pytest.mark.parametrize("flag", ["0", "1", '"true"', "null"])
def test_only_true_and_false_are_answers(flag: str) -> None:
    body = json.loads(samples_of(ApplicationSubmitted)["by_the_person"])
    raw = json.dumps(body).replace('"inspected": true', f'"inspected": {flag}', 1).encode()
    assert refusal(raw, ApplicationSubmitted).startswith("papers.0.inspected: bool")


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-09T01:12:40",
        "2026-11-09",
        "2026-02-30T00:00:00Z",
        "2026-11-09T01:12:40+25:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-12:00",
        "1999-12-31T23:59:59Z",
        "2000-01-01T07:00:00+08:00",
        "2200-01-01T00:00:00Z",
        "２026-11-09T01:12:40Z",
        "",
    ],
)
def test_only_a_time_with_an_offset_in_plausible_years_is_a_moment(moment: str) -> None:
    assert refusal(with_raw("inspected_at", json.dumps(moment))).startswith("inspected_at: ")


def test_a_time_is_no_number() -> None:
    assert refusal(with_raw("inspected_at", "1794190500")) == "inspected_at: datetime_type"


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "2026-11-09T00:00:00Z", "2026-11-09\\n"]
)
def test_only_a_day_of_the_calendar_is_a_day(day: str) -> None:
    raw = f'{{"outcome":"approved","closed_at":"2026-11-09T03:05:30Z","benefit_start":"{day}"}}'.encode()
    assert refusal(raw, CaseClosed).startswith("benefit_start: ")


@pytest.mark.parametrize(
    "identity", ["", "1", "01a1bdd3-b638-7000-8000", "g" * 32, "01a1bdd3-b638-7000-8000-000000001001x"]
)
def test_only_a_uuid_is_an_id(identity: str) -> None:
    assert refusal(with_raw("document_id", json.dumps(identity))).startswith("document_id: uuid")


@pytest.mark.parametrize("code", ["", " a", "a b", "a/b", "诊断证明", "a\\n", "x" * 65, "../a"])
def test_only_a_code_is_a_code(code: str) -> None:
    assert refusal(with_raw("material", f'"{code}"')).startswith("material: ")


@pytest.mark.parametrize(
    "escape",
    ["\\u0000", "\\u0007", "\\u007f", "\\u0085", "\\r", "\\t", "\\u200b", "\\u200f", "\\u202e", "\\u2066", "\\u2028"],
)
def test_a_character_that_nobody_sees_is_refused_escaped_or_not(escape: str) -> None:
    plain = json.loads(f'"{escape}"')
    template = json.dumps(MESSAGE | {"text": "申@请"}, ensure_ascii=False)
    assert refusal(template.replace("@", escape).encode(), MessageDue) == "text: character_not_allowed"
    if plain >= " ":
        assert refusal(template.replace("@", plain).encode(), MessageDue) == "text: character_not_allowed"


@pytest.mark.parametrize("plain", ["\ufeff", "\U000e0041", "\u00ad", "\u061c"])
def test_invisible_characters_beyond_the_common_ones_are_refused(plain: str) -> None:
    raw = json.dumps(MESSAGE | {"text": f"a{plain}b"}, ensure_ascii=False).encode()
    assert refusal(raw, MessageDue) == "text: character_not_allowed"


def test_only_where_a_text_is_going_to_be_cleaned_may_it_hold_what_nobody_sees() -> None:
    names = ("papers", None, "file_name")

    def verdict(body: object) -> str:
        try:
            check(json.dumps(body).encode(), [names])
        except Unreadable as refused:
            return str(refused)
        return "taken"

    assert verdict({"papers": [{"file_name": "a"}, {"file_name": "\u202ea\0"}]}) == "taken"
    assert (
        verdict({"papers": [{"file_name": "a\0"}, {"material": "b\0"}]}) == "papers.1.material: character_not_allowed"
    )
    assert verdict({"papers": {"0": {"file_name": "a\0"}}}) == "papers.0.file_name: character_not_allowed"
    assert verdict({"papers": [[{"file_name": "a\0"}]]}) == "papers.0.0.file_name: character_not_allowed"
    assert verdict({"papers": [{"file_name\0": "a"}]}) == "papers.0: character_not_allowed"
    assert verdict({"file_name": "a\0"}) == "file_name: character_not_allowed"


def test_an_unseen_character_is_refused_in_a_later_field_and_in_a_name() -> None:
    assert (
        refusal(json.dumps(PAPER | {"later": {"deep": ["a\u202eb"]}}).encode()) == "later.deep.0: character_not_allowed"
    )
    assert refusal(json.dumps(PAPER | {"later\u200b": 1}).encode()) == "character_not_allowed"


@pytest.mark.parametrize(
    "broken", [b"\\ud800", b"\\udc00", b"\\ud800x", b"\xed\xa0\x80", b"\xff", b"\xc0\x80", "中".encode("gbk")]
)
def test_what_is_no_unicode_is_refused(broken: bytes) -> None:
    raw = json.dumps(MESSAGE | {"text": "@"}).encode().replace(b"@", broken)
    assert refusal(raw, MessageDue) == "json_invalid"


@pytest.mark.parametrize("key", ["pages", "later", "\\u0070ages"])
def test_a_key_that_is_given_twice_is_refused(key: str) -> None:
    raw = json.dumps(PAPER | {"later": 1}).encode()[:-1] + f', "{key}": 2}}'.encode()
    assert refusal(raw) == "repeated_key"


def test_a_key_may_come_again_in_another_object_but_not_in_the_same() -> None:
    body = json.loads(samples_of(ApplicationSubmitted)["by_the_person"])
    assert decode(ApplicationSubmitted, json.dumps(body).encode()).papers[1].inspected
    raw = json.dumps(body).replace('"inspected": true', '"inspected": true, "inspected": false', 1).encode()
    assert refusal(raw, ApplicationSubmitted) == "repeated_key"


def test_a_missing_field_is_named_and_what_stood_elsewhere_is_not_told() -> None:
    body = {name: value for name, value in PAPER.items() if name != "sha256"}
    assert refusal(json.dumps(body).encode()) == "sha256: missing"
    assert "510000199001011234" not in refusal(with_raw("material", '"510000199001011234"'))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_json_comes_it_is_read_or_refused(value: object) -> None:
    raw = json.dumps(value).encode()
    with pytest.raises(Unreadable):
        decode(DocumentAccepted, raw)


@given(st.binary())
def test_whatever_bytes_come_they_are_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(DocumentAccepted, raw)


@given(
    st.recursive(
        st.sampled_from(["[]", "{}", '"[{"', '"]}"']),
        lambda inner: st.lists(inner, max_size=4).map(lambda parts: f"[{','.join(parts)}]"),
        max_leaves=30,
    )
)
def test_depth_is_measured_as_it_is(text: str) -> None:
    def depth(value: object) -> int:
        return 1 + max(map(depth, value), default=0) if isinstance(value, list) else int(isinstance(value, dict))

    if depth(json.loads(text)) > MAX_DEPTH:
        with pytest.raises(Unreadable, match="too_deep"):
            check(text.encode())
    else:
        check(text.encode())
