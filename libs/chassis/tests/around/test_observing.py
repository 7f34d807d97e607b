"""What is seen from outside: never a person, one line a line, and a trace that goes on."""

import json
import subprocess
import sys

import pytest
from chassis.observing.redaction import clean_text, redact
from chassis.observing.traces import Trace
from hypothesis import given
from hypothesis import strategies as st

PERSONAL = ("520200195507080018", "52020019550708001X", "52020019550708001x", "13812345678", "+8619900000101")


@given(
    number=st.sampled_from(PERSONAL),
    around=st.sampled_from(["", " ", "：", "身份证", "tel", "\n", "'", "=", "-", "_"]),
    nested=st.booleans(),
)
def test_a_personal_number_is_in_no_line_whatever_stands_around_it(number: str, around: str, *, nested: bool) -> None:
    text = f"{around}{number}{around}"
    event = redact(None, "info", {"event": "x", "detail": {"deep": [text]} if nested else text})
    assert number not in json.dumps(event, ensure_ascii=False)


@given(st.integers(min_value=960, max_value=1_010), st.sampled_from(PERSONAL))
def test_no_part_of_a_personal_number_is_left_where_a_text_is_cut(place: int, number: str) -> None:
    shown = clean_text("文" * place + number + "文" * 1_000)
    assert not set(shown) & set("0123456789")


def test_a_personal_number_that_is_a_number_is_none_the_less() -> None:
    assert "13812345678" not in str(redact(None, "info", {"event": "x", "phone": 13812345678}))


@pytest.mark.parametrize(
    "innocent",
    [
        "LP20261124000000017",
        "0190aaaa-0000-7000-8000-138123456789",
        "1764000000000000000",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "20261124",
        "12393",
    ],
)
def test_what_only_looks_alike_stays(innocent: str) -> None:
    assert clean_text(f"number {innocent} given") == f"number {innocent} given"


@given(st.text(max_size=3_000))
def test_a_text_is_one_line_and_not_longer_than_a_thousand(text: str) -> None:
    shown = clean_text(text)
    assert "\r" not in shown
    assert "\x1b" not in shown
    assert "\0" not in shown
    assert len(shown) <= 10 * 1_001


SCRIPT = """
import logging, structlog
from chassis.observing import logs
from chassis.settings import LogFormat
logs.configure("toy", "toy-0", LogFormat.JSON)
structlog.contextvars.bind_contextvars(trace_id="abc")
log = structlog.get_logger()
log.info("thing.happened", name='x\\r\\n{"event":"forged"}\\x1b[31m', big="y" * 1_000_000)
logging.getLogger("library").warning("told by %s", "13812345678")
logging.getLogger("library").debug("unheard")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("thing.failed", secret_is_elsewhere=True)
"""


def test_lines_are_json_one_each_whoever_writes_them() -> None:
    written = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stderr
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["event"] for line in lines] == ["thing.happened", "told by ***********", "thing.failed"]
    assert {line["service"] for line in lines} == {"toy"}
    assert {line.get("trace_id") for line in lines} == {"abc"}
    assert "ZeroDivisionError" in lines[2]["exception"]
    assert all(len(json.dumps(line)) < 5_000 for line in lines)


def test_a_trace_goes_on() -> None:
    given_trace = Trace.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00")
    assert given_trace.trace_id == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert given_trace.span_id != "00f067aa0ba902b7"
    assert given_trace.flags == "00"
    assert Trace.parse(str(given_trace)) == given_trace
    assert Trace.parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-more") is not None


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    ],
)
def test_a_header_that_is_none_begins_a_new_trace(header: str | None) -> None:
    assert Trace.parse(header) is None
    assert Trace.of(header) != Trace.of(header)
