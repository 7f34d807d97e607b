"""The files of the sandbox: a good paper of each kind, and some that are turned away."""

from datetime import date
from pathlib import Path

from papers import KINDS, make

BAD = "bad"
RENAMED, TRUNCATED, HEIC = "renamed-word.pdf", "truncated.jpg", "heic.jpg"

_WORD = b"PK\x03\x04" + b"\x14\x00\x06\x00\x08\x00" + bytes(2_000)
_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(4_000)


def bad_files() -> dict[str, bytes]:
    """Return what is turned away, by file name."""
    photo = make("diagnosis_certificate", "沙箱", _today(), 1).content
    return {RENAMED: _WORD, TRUNCATED: photo[: len(photo) // 2], HEIC: _HEIC}


def write(folder: Path) -> None:
    """Write a good paper of each kind, and the bad ones in a folder of their own."""
    (folder / BAD).mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        paper = make(kind, "沙箱", _today(), 1)
        (folder / f"{kind}.{paper.media_type.rpartition('/')[2]}").write_bytes(paper.content)
    for name, content in bad_files().items():
        (folder / BAD / name).write_bytes(content)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a local calendar day
