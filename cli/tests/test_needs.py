"""What the launcher finds missing on a machine, and the remedy it names."""

from dataclasses import replace

import pytest
from mante.launcher.machine import Machine
from mante.launcher.needs import NEEDED_BYTES, lacks

GOOD = Machine(
    python=(3, 11),
    system="Linux",
    processor="x86_64",
    libc=(2, 36),
    modules=frozenset({"venv", "ensurepip"}),
    free_bytes=10 * NEEDED_BYTES,
)


@pytest.mark.parametrize(
    "machine",
    [
        GOOD,
        replace(GOOD, processor="aarch64", libc=(2, 28)),
        replace(GOOD, system="Darwin", processor="arm64", libc=None),
        replace(GOOD, free_bytes=NEEDED_BYTES),
    ],
)
def test_a_good_machine_lacks_nothing(machine: Machine) -> None:
    assert lacks(machine) == []


@pytest.mark.parametrize(
    ("machine", "remedy"),
    [
        (replace(GOOD, system="Windows", processor="AMD64", libc=None), "WSL"),
        (replace(GOOD, system="Darwin", libc=None), "docker compose up"),
        (replace(GOOD, processor="loongarch64"), "docker compose up"),
        (replace(GOOD, libc=(2, 27)), "here is 2.27"),
        (replace(GOOD, libc=None), "another C library"),
        (replace(GOOD, modules=frozenset({"venv"})), "install python3.11-venv"),
        (replace(GOOD, free_bytes=NEEDED_BYTES - 1), "free some"),
    ],
)
def test_what_is_missing_comes_with_its_remedy(machine: Machine, remedy: str) -> None:
    (lack,) = lacks(machine)
    assert remedy in lack


def test_everything_that_is_missing_is_said_at_once() -> None:
    assert len(lacks(replace(GOOD, modules=frozenset(), libc=(2, 17), free_bytes=0))) == 3
