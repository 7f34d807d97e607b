"""What reviewers see is upright and carries nothing but pixels."""

from collections.abc import Callable, Iterator

import pytest
from documents.inspection.report import Report, Verdict
from PIL import Image
from PIL.Image import Transpose

Look = Callable[..., Report]
AsFile = Callable[..., bytes]

HOSTILE = "<script>HIDDEN</script>=cmd|' /C calc'!A0'; drop table papers; --"
GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F

STORED: dict[int, Transpose | None] = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
"""How a camera that writes this orientation has laid an upright picture down."""


def segments(jpeg: bytes) -> Iterator[int]:
    """The marker of each segment up to the pixels."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        yield jpeg[at + 1]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])


def exif(**_: object) -> Image.Exif:
    made = Image.Exif()
    made[MAKER] = HOSTILE
    made.get_ifd(GPS)[2] = (26.0, 35.0, 12.0)
    return made


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_no_metadata_gets_through(
    look: Look, as_file: AsFile, picture: Image.Image, kind: str, media_type: str
) -> None:
    hostile = HOSTILE.encode()
    content = as_file(picture, kind, exif=exif(), icc_profile=hostile, xmp=hostile, comment=hostile, dpi=(300, 300))
    report = look(content, media_type)
    assert report.verdict == Verdict.ACCEPTED
    rendition = report.pages[0].path.read_bytes()
    assert b"HIDDEN" not in rendition
    assert set(segments(rendition)) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF, tables, frame: no APP1..15, no comment


@pytest.mark.parametrize("orientation", STORED)
def test_a_photo_is_shown_upright(look: Look, as_file: AsFile, picture: Image.Image, orientation: int) -> None:
    turn = STORED[orientation]
    made = Image.Exif()
    made[ORIENTATION] = orientation
    content = as_file(picture.transpose(turn) if turn is not None else picture, "JPEG", exif=made, quality=95)
    [page] = look(content, "image/jpeg").pages
    with Image.open(page.path) as shown:
        red, _, blue = shown.getpixel((30, 25))  # type: ignore[misc]
        assert shown.size == picture.size == (page.width, page.height)
        assert red > 150
        assert blue < 100
        assert min(shown.getpixel((90, 60))) > 240  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "broken", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM", b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01"]
)
def test_broken_metadata_is_no_reason_to_refuse(
    look: Look, as_file: AsFile, picture: Image.Image, broken: bytes
) -> None:
    assert look(as_file(picture, "JPEG", exif=broken), "image/jpeg").verdict == Verdict.ACCEPTED
