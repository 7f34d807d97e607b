"""What a file is, is told by its first bytes; only JPEG, PNG and PDF are taken."""

import io
import zipfile
from collections.abc import Callable

import pytest
from documents.inspection.reasons import Reason, text_of
from documents.inspection.report import Report
from PIL import Image

Look = Callable[..., Report]


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
BOMB = archive(zeros=bytes(40 * 1024**2))
NOT_PAPERS = {
    "exe": (b"MZ\x90\0" + b"\0" * 60, "program"),
    "elf": (b"\x7fELF\x02\x01", "program"),
    "shell script": (b"#!/bin/sh\nid\n", "program"),
    "windows shortcut": (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, "program"),
    "internet shortcut": (b"[InternetShortcut]\nURL=http://example.org", "text"),
    "mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related", "text"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "text"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "text"),
    "heic": (HEIC, "heic"),
    "docx": (archive(**{"[Content_Types].xml": b"", "word/vbaProject.bin": b""}), "archive"),
    "old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "archive"),
    "rar": (b"Rar!\x1a\x07\x01\0", "archive"),
    "zip bomb": (BOMB, "archive"),
    "nested zip": (archive(a=archive(b=BOMB)), "archive"),
    "overlapping zip": (BOMB[: BOMB.index(b"PK\x01\x02")] + BOMB[BOMB.index(b"PK\x01\x02") :] * 2, "archive"),
    "plain text": ("只是文字".encode(), "unknown"),
    "one byte": (b"\xff", "unknown"),
}


@pytest.mark.parametrize("declared", ["image/jpeg", "image/png", "application/pdf"])
@pytest.mark.parametrize("name", NOT_PAPERS)
def test_a_file_that_is_no_paper_is_refused_whatever_it_is_declared_as(look: Look, name: str, declared: str) -> None:
    content, kind = NOT_PAPERS[name]
    report = look(content, declared)
    assert (report.reason, report.detail) == (Reason.TYPE_NOT_ALLOWED, kind)


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "WEBP", "BMP"])
def test_a_picture_of_another_format_is_refused(look: Look, as_file: Callable[..., bytes], kind: str) -> None:
    report = look(as_file(Image.new("RGB", (9, 9)), kind), "image/jpeg")
    assert (report.reason, report.detail) == (Reason.TYPE_NOT_ALLOWED, "picture")


def test_a_type_that_is_not_taken_is_refused_even_if_declared_truly(look: Look) -> None:
    assert look(HEIC, "image/heic").reason == Reason.TYPE_NOT_ALLOWED


def test_an_allowed_type_under_the_name_of_another_is_refused(look: Look, jpeg: bytes, png: bytes, pdf: bytes) -> None:
    reasons = {look(jpeg, "image/png").reason, look(png, "application/pdf").reason, look(pdf, "image/jpeg").reason}
    assert reasons == {Reason.TYPE_MISMATCH}


def test_a_pdf_that_does_not_begin_as_one_is_refused(look: Look, pdf: bytes) -> None:
    assert look(pdf.removeprefix(b"%PDF-"), "application/pdf").reason == Reason.TYPE_NOT_ALLOWED
    assert look(b"GIF89a".ljust(506, b"\0") + pdf, "application/pdf").reason == Reason.TYPE_NOT_ALLOWED


def test_the_owner_of_an_iphone_is_told_what_to_do(look: Look) -> None:
    report = look(HEIC, "image/jpeg")
    assert report.reason is not None
    assert "兼容性最佳" in text_of(report.reason, report.detail)
