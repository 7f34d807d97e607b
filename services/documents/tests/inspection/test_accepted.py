"""What patients and hospitals really send is accepted: a false refusal is the commoner harm."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pikepdf
import pytest
from documents.inspection.report import Report, Verdict
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

Look = Callable[..., Report]
Inspected = Callable[..., Awaitable[Report]]
AsFile = Callable[..., bytes]
Squares = Callable[[int], pikepdf.Pdf]
Colour = float | tuple[float, ...]

COLOUR: dict[str, Colour] = {"RGB": (255, 255, 255), "CMYK": (0, 0, 0, 0), "LA": (255, 255)}
TONE: dict[str, Colour] = {"1": 1, "L": 255, "I;16": 65_535}
WHITE = COLOUR | TONE


def pixels(report: Report, *places: tuple[int, int]) -> list[tuple[int, ...]]:
    with Image.open(report.pages[0].path) as shown:
        colours = shown.convert("RGB")
        return [colours.getpixel(place) for place in places]  # type: ignore[misc]


def scribbled(size: tuple[int, int], mode: str = "RGB", rows: int = 60) -> Image.Image:
    """White with text over and over, as a scan has it."""
    picture = Image.new(mode, size, WHITE[mode])
    draw, ink = ImageDraw.Draw(picture), (0, 0, 0, 255) if mode == "CMYK" else 0
    for row in range(rows):
        draw.text((20, row * size[1] // rows), "discharge summary 2026-11-24 " * 6, font_size=size[1] // 100, fill=ink)
    return picture


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "L"), ("JPEG", "CMYK"), ("JPEG", "RGB"), ("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "I;16")],
)
def test_white_paper_is_white_whatever_the_colours_are_stored_as(
    look: Look, as_file: AsFile, kind: str, mode: str
) -> None:
    report = look(as_file(Image.new(mode, (4_000, 30), WHITE[mode]), kind), f"image/{kind.lower()}")
    assert report.verdict == Verdict.ACCEPTED
    assert pixels(report, (800, 6)) == [(255, 255, 255)]
    assert max(report.pages[0].width, report.pages[0].height) == 1600


def test_grey_is_grey_and_not_clipped(look: Look, as_file: AsFile) -> None:
    report = look(as_file(Image.new("I;16", (40, 40), 128 * 256), "PNG"), "image/png")
    assert pixels(report, (20, 20)) == [(128, 128, 128)]


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_transparent_parts_are_shown_white(look: Look, as_file: AsFile, mode: str) -> None:
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 20, 40))
    report = look(as_file(picture.convert(mode), "PNG"), "image/png")
    left, right = pixels(report, (5, 20), (34, 20))
    assert max(left) < 20
    assert min(right) > 235


def test_the_thin_lines_of_a_black_and_white_scan_survive(look: Look, as_file: AsFile) -> None:
    scan = Image.new("1", (4_800, 4_800), 1)
    for left in range(0, 4_800, 3):
        scan.paste(0, (left, 0, left + 1, 4_800))
    assert pixels(look(as_file(scan, "PNG"), "image/png"), (800, 800))[0][0] in range(140, 200)


def test_a_phone_photo_with_a_second_picture_in_it_is_accepted(
    look: Look, as_file: AsFile, picture: Image.Image
) -> None:
    content = as_file(picture, "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    report = look(content, "image/jpeg")
    assert (report.verdict, report.pages[0].width) == (Verdict.ACCEPTED, 120)


def test_an_electronic_seal_and_a_filled_in_field_are_shown_and_the_original_is_left_alone(
    look: Look, squares: Squares, as_file: AsFile
) -> None:
    pdf = squares(1)
    look_of_seal = pdf.make_stream(
        b"1 0 0 rg 0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 100]
    )
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 10, 20, 30], Contents=b"\x30\x82"
    )
    seal = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T="seal",
            Rect=[400, 100, 500, 200],
            AP=Dictionary(N=look_of_seal),
            V=pdf.make_indirect(signature),
        )
    )
    pdf.pages[0].Annots = Array([seal])
    pdf.Root.AcroForm = Dictionary(Fields=Array([seal]), SigFlags=3)
    content = as_file(pdf)
    report = look(content, "application/pdf")
    [(red, _, blue)] = pixels(report, (855, 1315))
    assert (report.verdict, report.flags) == (Verdict.ACCEPTED, ())
    assert red > 200
    assert blue < 60
    assert (report.pages[0].path.parent.parent / "file").read_bytes() == content


def test_a_page_that_lies_on_its_side_is_turned(look: Look, squares: Squares, as_file: AsFile) -> None:
    pdf = squares(1)
    pdf.pages[0].Rotate = 90
    [page] = look(as_file(pdf), "application/pdf").pages
    assert (page.width, page.height) == (1600, 1131)


def test_pages_keep_their_order(look: Look, squares: Squares, as_file: AsFile) -> None:
    pdf = squares(3)
    pdf.pages[1].MediaBox = Array([0, 0, 842, 595])
    report = look(as_file(pdf), "application/pdf")
    assert [page.number for page in report.pages] == [1, 2, 3]
    assert [page.width > page.height for page in report.pages] == [False, True, False]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "mode", "options"),
    [
        ((4_032, 3_024), "RGB", {}),
        ((8_192, 6_144), "RGB", {}),
        ((8_192, 6_144), "RGB", {"progressive": True, "subsampling": 0}),
        ((4_961, 7_016), "L", {}),
        ((4_961, 7_016), "CMYK", {"progressive": True}),
    ],
    ids=["12 Mpx phone", "50 Mpx phone", "50 Mpx progressive", "35 Mpx grey scan", "35 Mpx cmyk scan"],
)
async def test_large_photos_and_scans_are_accepted_within_the_limits(
    inspected: Inspected, as_file: AsFile, size: tuple[int, int], mode: str, options: dict[str, object]
) -> None:
    report = await inspected(as_file(scribbled(size, mode), "JPEG", quality=60, **options), "image/jpeg")
    assert (report.verdict, report.reason, report.detail) == (Verdict.ACCEPTED, None, "")


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "I;16"])
async def test_the_largest_png_is_accepted_within_the_limits(inspected: Inspected, as_file: AsFile, mode: str) -> None:
    picture = Image.new(mode, (7_740, 7_740))
    options = {"transparency": 0} if mode == "P" else {}
    report = await inspected(as_file(picture, "PNG", compress_level=1, **options), "image/png")
    assert (report.verdict, report.reason, report.detail) == (Verdict.ACCEPTED, None, "")


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["RGB", "1"], ids=["300 dpi colour", "600 dpi black and white"])
async def test_a_scan_of_sixty_pages_is_accepted_within_the_limits(
    inspected: Inspected, tmp_path: Path, mode: str
) -> None:
    sheet = scribbled((2_480, 3_508) if mode == "RGB" else (4_960, 7_016), mode, rows=6)
    file = tmp_path / "scan.pdf"
    sheet.save(file, save_all=True, append_images=[sheet] * 59, resolution=sheet.width / 8.27)
    report = await inspected(file.read_bytes(), "application/pdf")
    assert (report.verdict, report.reason, len(report.pages)) == (Verdict.ACCEPTED, None, 60)
