"""What an installation needs of a machine, and the remedy where it isn't there."""

from collections.abc import Iterator

from mante.launcher.machine import Machine

NEEDED_BYTES = 1_500_000_000
"""The environment takes 0.6 GB, with tools 0.75; the installer may keep a copy; the first start needs 0.1."""
_PLATFORMS = {("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64")}
_LEAST_GLIBC = (2, 28)


def lacks(machine: Machine) -> list[str]:
    """One sentence for each thing that is missing, with its remedy; none if all is there."""
    return list(_looks(machine))


def _looks(machine: Machine) -> Iterator[str]:
    if (machine.system, machine.processor) not in _PLATFORMS:
        yield (
            f"{machine.system} on {machine.processor}: the embedded servers come for Linux (x86_64, aarch64) and macOS "
            "(arm64). On Windows use WSL; elsewhere `docker compose up`."
        )
    elif machine.system == "Linux" and (machine.libc is None or machine.libc < _LEAST_GLIBC):
        found = ".".join(map(str, machine.libc)) if machine.libc else "another C library"
        yield f"glibc 2.28 or later is needed, here is {found}: use a newer system, or `docker compose up`."
    if machine.modules < {"venv", "ensurepip"}:
        version = ".".join(map(str, machine.python))
        yield f"this Python can't make environments: install python{version}-venv (Debian, Ubuntu)."
    if machine.free_bytes < NEEDED_BYTES:
        needed, free = NEEDED_BYTES / 1e9, machine.free_bytes / 1e9
        yield f"{needed:.1f} GB of disk are needed, {free:.1f} GB are free: free some, or clone to another disk."
