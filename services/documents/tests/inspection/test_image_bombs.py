"""A small file that claims, or is, a huge picture costs next to nothing."""

import io
import struct
import zlib
from collections.abc import Awaitable, Callable

import pytest
from documents.inspection.reasons import Reason
from documents.inspection.report import Limits, Report
from PIL import Image

Inspected = Callable[..., Awaitable[Report]]
Look = Callable[..., Report]

LITTLE = Limits(memory=300 * 1024**2, cpu_seconds=2)
"""With these a bomb that goes off would be `too_costly`: 300 MB of address space is some 150 MB of memory."""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(*chunks: bytes, width: int = 8, height: int = 8, colour: int = 0) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(9) * 8))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    head, mark, rest = file.getvalue().partition(b"\xff\xc0")
    return head + mark + rest[:3] + struct.pack(">HH", height, width) + rest[7:]


async def test_a_png_that_claims_900_megapixels_is_refused(inspected: Inspected) -> None:
    report = await inspected(png_of(width=30_000, height=30_000), "image/png", LITTLE)
    assert report.reason == Reason.IMAGE_TOO_LARGE


async def test_whatever_a_pack_allows_a_worker_takes_no_more_than_its_gigabyte(inspected: Inspected) -> None:
    widest = Limits(size=1 << 30, pages=1_000, pixels=1_000_000_000)
    report = await inspected(png_of(width=20_000, height=20_000, colour=2), "image/png", widest)
    assert (report.reason, report.detail) == (Reason.TOO_COSTLY, "memory")


async def test_a_png_that_has_144_megapixels_is_refused(inspected: Inspected) -> None:
    file = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, "PNG")
    assert (await inspected(file.getvalue(), "image/png", LITTLE)).reason == Reason.IMAGE_TOO_LARGE


async def test_a_jpeg_that_claims_4290_megapixels_is_refused(inspected: Inspected) -> None:
    assert (await inspected(jpeg_claiming(65_500, 65_500), "image/jpeg", LITTLE)).reason == Reason.IMAGE_TOO_LARGE


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
async def test_compressed_metadata_of_100_megabytes_is_not_unpacked(inspected: Inspected, kind: bytes) -> None:
    packed = zlib.compress(bytes(100 * 1024**2))
    body = {b"zTXt": b"a\0\0", b"iTXt": b"a\0\x01\0\0\0", b"iCCP": b"a\0\0"}[kind] + packed
    report = await inspected(png_of(chunk(kind, body)), "image/png", LITTLE)
    assert report.reason == Reason.INVALID_IMAGE


def test_a_moving_picture_is_refused(look: Look) -> None:
    report = look(png_of(chunk(b"acTL", struct.pack(">II", 2_001, 0))), "image/png")
    assert (report.reason, report.detail) == (Reason.INVALID_IMAGE, "animated")


def test_one_pixel_more_than_allowed_is_refused(look: Look, jpeg: bytes) -> None:
    assert look(jpeg, "image/jpeg", limits=Limits(pixels=120 * 80 - 1)).reason == Reason.IMAGE_TOO_LARGE
    assert look(jpeg, "image/jpeg", limits=Limits(pixels=120 * 80)).reason is None


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_refused(look: Look, jpeg: bytes, png: bytes, part: float) -> None:
    for content, media_type in ((jpeg, "image/jpeg"), (png, "image/png")):
        assert look(content[: max(12, int(len(content) * part))], media_type).reason == Reason.INVALID_IMAGE
