"""A file is what the uploader said it is, byte for byte."""

import hashlib
from collections.abc import Callable

import pytest
from documents.inspection.reasons import Reason
from documents.inspection.report import Declared, Limits, Report, Verdict

Look = Callable[..., Report]


def test_an_empty_file_is_refused(look: Look) -> None:
    assert look(b"", "image/jpeg").reason == Reason.FILE_SIZE


def test_the_largest_allowed_size_is_allowed_and_one_byte_more_is_not(look: Look, jpeg: bytes) -> None:
    assert look(jpeg, "image/jpeg", limits=Limits(size=len(jpeg))).verdict == Verdict.ACCEPTED
    assert look(jpeg, "image/jpeg", limits=Limits(size=len(jpeg) - 1)).reason == Reason.FILE_SIZE


@pytest.mark.parametrize("size", [1_000, 30 * 1024**2])
def test_more_than_declared_is_refused(look: Look, size: int) -> None:
    content = b"\xff\xd8\xff".ljust(size, b"\0")
    told = Declared("image/jpeg", 900, hashlib.sha256(content).hexdigest())
    assert look(content, "image/jpeg", told).reason == (Reason.HASH_MISMATCH if size == 1_000 else Reason.FILE_SIZE)


def test_another_hash_than_declared_is_refused(look: Look, jpeg: bytes) -> None:
    told = Declared("image/jpeg", len(jpeg), hashlib.sha256(b"another").hexdigest())
    assert look(jpeg, "image/jpeg", told).reason == Reason.HASH_MISMATCH


def test_a_good_file_is_reported_in_full(look: Look, jpeg: bytes) -> None:
    report = look(jpeg, "image/jpeg")
    assert (report.verdict, report.reason, report.size, report.media_type) == (
        "accepted",
        None,
        len(jpeg),
        "image/jpeg",
    )
    assert report.sha256 == hashlib.sha256(jpeg).hexdigest()
    [page] = report.pages
    assert (page.number, page.width, page.height, page.media_type) == (1, 120, 80, "image/jpeg")
    assert page.path.is_file()
