"""A file that is two things at once is taken for one, and nothing of the other gets through."""

import io
import zipfile
from collections.abc import Callable

import pytest
from documents.inspection.report import Report, Verdict

Look = Callable[..., Report]


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("HIDDEN.class", b"HIDDEN")
    return file.getvalue()


@pytest.mark.parametrize("tail", [zipped(), b"<html><script>HIDDEN</script>", b"MZ HIDDEN"], ids=["zip", "html", "exe"])
def test_bytes_behind_a_picture_are_not_in_what_reviewers_see(look: Look, jpeg: bytes, png: bytes, tail: bytes) -> None:
    for content, media_type in ((jpeg + tail, "image/jpeg"), (png + tail, "image/png")):
        report = look(content, media_type)
        assert report.verdict == Verdict.ACCEPTED
        assert b"HIDDEN" not in report.pages[0].path.read_bytes()


def test_a_comment_in_a_picture_is_not_in_what_reviewers_see(
    look: Look, as_file: Callable[..., bytes], picture: object
) -> None:
    report = look(as_file(picture, "JPEG", comment=b"<script>HIDDEN</script>"), "image/jpeg")
    assert report.verdict == Verdict.ACCEPTED
    assert b"HIDDEN" not in report.pages[0].path.read_bytes()
