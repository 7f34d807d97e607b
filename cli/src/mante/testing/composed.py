"""What a `docker-compose.yml` says of one of its services: all that a container like it is made from."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from mante import surroundings

_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)\}")
_DURATIONS = {"interval", "timeout", "start_period"}


@dataclass(frozen=True)
class Composed:
    """`files` are those it mounts one by one, each by its place in the container; `healthcheck` is in nanoseconds.

    Its volumes, ports and neighbours are left out: a test's container holds nothing, and is alone.
    """

    image: str
    command: list[str]
    environment: Mapping[str, str]
    files: Mapping[str, Path]
    healthcheck: Mapping[str, Any]

    @classmethod
    def read(cls, compose: Path, service: str, secret: Callable[[str], str]) -> Self:
        """The service as the file has it; for each variable without a default, `secret` of its name."""
        said = yaml.safe_load(compose.read_text("utf-8"))["services"][service]
        told = {name: _filled_in(value, secret) for name, value in said["environment"].items()}
        files = dict(_mounted(compose.parent, said["volumes"]))
        return cls(image_of(compose, service), said.get("command", []), told, files, _healthcheck(said["healthcheck"]))


def image_of(compose: Path, service: str) -> str:
    """The image's whole name, from the registry that the environment names (`MANTE_REGISTRY`), or the file's own."""
    image: str = yaml.safe_load(compose.read_text("utf-8"))["services"][service]["image"]
    return _VARIABLE.sub(lambda variable: surroundings.registry() or variable["default"], image)


def _filled_in(text: str, secret: Callable[[str], str]) -> str:
    return _VARIABLE.sub(lambda variable: variable["default"] or secret(variable["name"]), text)


def _mounted(folder: Path, volumes: Iterable[str]) -> Iterable[tuple[str, Path]]:
    for source, target, *_ in (volume.split(":") for volume in volumes):
        if source.startswith("./"):
            yield target, folder / source


def _healthcheck(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _nanoseconds(value) if name in _DURATIONS else value for name, value in said.items()}


def _nanoseconds(text: str) -> int:
    return int(text.removesuffix("s")) * 1_000_000_000
