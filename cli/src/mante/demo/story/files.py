"""The files that people upload: synthetic papers, and one that is none."""

import asyncio
from datetime import date

from front_end import File
from papers import make

_WORD = b"PK\x03\x04" + b"\x14\x00\x06\x00\x08\x00" + bytes(2_000)
"""The beginning of a Word file, which somebody renamed."""


async def papers(name: str, materials: tuple[str, ...], seed: int = 1) -> list[File]:
    """Return a good paper for each material."""
    return await asyncio.to_thread(_make, name, materials, seed)


def renamed_word_file(material: str) -> File:
    """Return a file that calls itself a PDF and isn't one."""
    return (material, _WORD, "application/pdf", "诊断证明书.pdf")


def _make(name: str, materials: tuple[str, ...], seed: int) -> list[File]:
    day = date.today()  # noqa: DTZ011 - a local calendar day
    made = [(material, make(material, name, day, seed)) for material in materials]
    return [(material, paper.content, paper.media_type, paper.file_name) for material, paper in made]
