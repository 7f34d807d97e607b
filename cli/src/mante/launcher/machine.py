"""What the launcher must know about a machine."""

import importlib.util
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """A machine, as far as it matters for an installation."""

    python: tuple[int, int]
    system: str  # Linux, Darwin, Windows
    processor: str  # x86_64, aarch64, arm64
    libc: tuple[int, int] | None  # version of glibc; None where there is none
    modules: frozenset[str]  # which of venv and ensurepip this Python has
    free_bytes: int  # where the environment will be


def this_machine(root: Path) -> Machine:
    """The machine we are on; the environment will be under `root`."""
    return Machine(
        python=sys.version_info[:2],
        system=platform.system(),
        processor=platform.machine(),
        libc=_glibc(),
        modules=frozenset(name for name in ("venv", "ensurepip") if importlib.util.find_spec(name)),
        free_bytes=shutil.disk_usage(root).free,
    )


def _glibc() -> tuple[int, int] | None:
    try:
        name, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
    except (AttributeError, ValueError, OSError):
        return None
    major, minor = version.split(".")[:2]
    return (int(major), int(minor)) if name == "glibc" else None
