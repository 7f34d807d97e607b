"""Where the programs are that came as wheels, found without importing them."""

import importlib.util
import sysconfig
from pathlib import Path


def folder_of(package: str) -> Path:
    """The folder of an installed package. Raises NotInstalled if it is not there."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise NotInstalled(package)
    return Path(spec.origin).parent


def script(name: str) -> Path:
    """A program in the environment's own folder of scripts. Raises NotInstalled if it is not there."""
    path = Path(sysconfig.get_path("scripts")) / name
    if not path.exists():
        raise NotInstalled(name)
    return path


class NotInstalled(Exception):  # noqa: N818 - says what is wrong
    """Part of the embedded servers is missing from this Python environment."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed; `./mante setup` brings it")
