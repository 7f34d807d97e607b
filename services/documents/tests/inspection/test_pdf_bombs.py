"""A PDF that is damaged, or made to exhaust its reader, is refused within the limits."""

import zlib
from collections.abc import Awaitable, Callable

import pikepdf
import pytest
from documents.inspection.reasons import Reason
from documents.inspection.report import Limits, Report
from pikepdf import Array, Dictionary, Name

Inspected = Callable[..., Awaitable[Report]]
Look = Callable[..., Report]
AsFile = Callable[..., bytes]
Squares = Callable[[int], pikepdf.Pdf]

AS_IS = {"recompress_flate": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}


def packed(pdf: pikepdf.Pdf, size: int, **keys: object) -> pikepdf.Stream:
    return pikepdf.Stream(pdf, zlib.compress(bytes(size), 9), Filter=Name.FlateDecode, **keys)


@pytest.mark.parametrize("place", ["page", "font", "nowhere"])
async def test_a_stream_that_unpacks_to_a_hundred_megabytes_is_refused(
    inspected: Inspected, squares: Squares, as_file: AsFile, place: str
) -> None:
    pdf = squares(1)
    bomb = pdf.make_indirect(packed(pdf, 100 * 1024**2))
    if place == "page":
        pdf.pages[0].Contents = bomb
    else:
        pdf.Root[Name(f"/{place}")] = bomb
    report = await inspected(as_file(pdf, **AS_IS), "application/pdf", Limits(memory=400 * 1024**2))
    assert report.reason == Reason.TOO_COSTLY


async def test_a_stream_packed_twice_is_refused(inspected: Inspected, squares: Squares, as_file: AsFile) -> None:
    pdf = squares(1)
    twice = zlib.compress(zlib.compress(bytes(400 * 1024**2), 9), 9)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, twice, Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    assert len(as_file(pdf, **AS_IS)) < 3_000
    report = await inspected(as_file(pdf, **AS_IS), "application/pdf", Limits(memory=400 * 1024**2))
    assert report.reason == Reason.TOO_COSTLY


def test_a_picture_of_900_megapixels_on_a_page_is_refused(look: Look, squares: Squares, as_file: AsFile) -> None:
    pdf = squares(1)
    keys = {"Width": 30_000, "Height": 30_000, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    picture = packed(pdf, 1_000, Type=Name.XObject, Subtype=Name.Image, **keys)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(picture)))
    pdf.pages[0].Contents = pdf.make_stream(b"500 0 0 500 0 0 cm /I Do")
    assert look(as_file(pdf, **AS_IS), "application/pdf").reason == Reason.IMAGE_TOO_LARGE


@pytest.mark.parametrize(("pages", "reason"), [(3, None), (4, Reason.TOO_MANY_PAGES), (5_001, Reason.TOO_MANY_PAGES)])
def test_more_pages_than_allowed_are_refused(
    look: Look, squares: Squares, as_file: AsFile, pages: int, reason: Reason | None
) -> None:
    assert look(as_file(squares(pages)), "application/pdf", limits=Limits(pages=3)).reason == reason


@pytest.mark.parametrize("box", [[0, 0, 10**6, 10**6], [-(10**6), 0, 100, 100], [0, 0, 10, 14_401]])
def test_a_page_of_more_than_five_metres_is_refused(
    look: Look, squares: Squares, as_file: AsFile, box: list[int]
) -> None:
    pdf = squares(1)
    pdf.pages[0].MediaBox = Array(box)
    assert look(as_file(pdf), "application/pdf").reason == Reason.INVALID_PDF


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0], ["a", "b", "c", "d"]])
def test_a_page_without_a_true_size_harms_nobody(
    look: Look, squares: Squares, as_file: AsFile, box: list[object]
) -> None:
    pdf = squares(1)
    pdf.pages[0].MediaBox = Array(box)
    report = look(as_file(pdf), "application/pdf")
    assert report.reason == Reason.INVALID_PDF or max(report.pages[0].width, report.pages[0].height) == Limits().side


def test_page_trees_that_run_in_circles_are_refused(look: Look, squares: Squares, as_file: AsFile) -> None:
    pdf = squares(1)
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages, pdf.Root.Pages])
    assert look(as_file(pdf), "application/pdf").reason == Reason.INVALID_PDF


def test_a_pdf_without_pages_is_refused(look: Look, as_file: AsFile) -> None:
    assert look(as_file(pikepdf.new()), "application/pdf").reason == Reason.INVALID_PDF


@pytest.mark.parametrize("part", [0.02, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_pdf_that_is_cut_off_is_refused(look: Look, pdf: bytes, part: float) -> None:
    assert look(pdf[: int(len(pdf) * part)], "application/pdf").reason == Reason.INVALID_PDF


def test_a_pdf_with_only_a_header_is_refused(look: Look) -> None:
    assert look(b"%PDF-1.7\n" + bytes(5_000), "application/pdf").reason == Reason.INVALID_PDF


async def test_brackets_nested_a_hundred_thousand_deep_are_refused(inspected: Inspected, pdf: bytes) -> None:
    deep = pdf.replace(b"/Type /Catalog", b"/Deep " + b"[" * 100_000 + b"]" * 100_000 + b" /Type /Catalog")
    assert len(deep) > len(pdf)
    assert (await inspected(deep, "application/pdf")).reason == Reason.INVALID_PDF
