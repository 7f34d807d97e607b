"""What a file is by its first bytes."""

from dataclasses import replace
from typing import NamedTuple

from documents.inspection.paper import Paper, Unfit
from documents.inspection.reasons import Reason
from documents.inspection.report import MediaType

HEAD = 64


class Signature(NamedTuple):
    """`magic` at `offset` means `kind`."""

    kind: str
    magic: bytes
    offset: int = 0


ALLOWED = {"jpeg": MediaType.JPEG, "png": MediaType.PNG, "pdf": MediaType.PDF}

# The allowed ones must stand at offset 0. The others only serve a better hint: what is not known is refused as well.
SIGNATURES = (
    Signature("jpeg", b"\xff\xd8\xff"),
    Signature("png", b"\x89PNG\r\n\x1a\n"),
    Signature("pdf", b"%PDF-"),
    *(Signature("heic", b"ftyp" + brand, 4) for brand in (b"hei", b"hev", b"mif1", b"msf1", b"avif")),
    Signature("picture", b"GIF8"),
    Signature("picture", b"II*\0"),
    Signature("picture", b"MM\0*"),
    Signature("picture", b"WEBP", 8),
    Signature("picture", b"BM"),
    *(
        Signature("archive", magic)
        for magic in (b"PK", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
    ),
    Signature("archive", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),  # Office before 2007
    *(Signature("program", magic) for magic in (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")),
    Signature("program", b"L\0\0\0\x01\x14\x02\0"),  # Windows shortcut
    *(
        Signature("text", magic)
        for magic in (b"<", b"\xef\xbb\xbf<", b"[InternetShortcut]", b"MIME-Version", b"{\\rtf")
    ),
)


def kind_of(head: bytes) -> str:
    """The kind of a file that begins with `head`, or "unknown"."""
    return next((kind for kind, magic, offset in SIGNATURES if head.startswith(magic, offset)), "unknown")


def recognise(paper: Paper) -> Paper:
    """The bytes at offset 0 are of an allowed type, and of the declared one."""
    with paper.path.open("rb") as file:
        kind = kind_of(file.read(HEAD))
    media_type = ALLOWED.get(kind)
    if media_type is None:
        raise Unfit(Reason.TYPE_NOT_ALLOWED, kind)
    if media_type != paper.declared.media_type:
        raise Unfit(Reason.TYPE_MISMATCH, kind)
    return replace(paper, media_type=media_type)
