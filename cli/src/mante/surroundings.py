"""The one reader of the environment: where this machine wants the state, and what a child process inherits."""

import getpass
import os
import sys
from collections.abc import Mapping
from pathlib import Path

_environ = os.environ  # noqa: TID251 - this module is the command's settings


def home() -> Path:
    """The folder of all state: `MANTE_HOME`, or `.mante` under the current folder."""
    return Path(_environ.get("MANTE_HOME", ".mante")).absolute()


def programs_folder() -> Path:
    """Where downloaded programs are kept: with the Python environment, so that every home shares them."""
    return Path(_environ.get("MANTE_PROGRAMS", Path(sys.prefix) / "share" / "mante"))


def maven_mirror() -> str | None:
    """The Maven repository to use in place of the central one (`MANTE_MAVEN_MIRROR`)."""
    return _environ.get("MANTE_MAVEN_MIRROR")


def registry() -> str | None:
    """The registry to take images of containers from, in place of docker.io (`MANTE_REGISTRY`)."""
    return _environ.get("MANTE_REGISTRY")


def elsewhere() -> dict[str, str]:
    """The settings `MANTE_…` of a deployment that is no stack of this machine, without the prefix; none if there are.

    docs/operations.md says what they mean.
    """
    names = ("SERVICES", "OPERATOR_TOKEN", "KAFKA", "PARTIES_FILE", "PUBLIC_URL")
    return {name: _environ[f"MANTE_{name}"] for name in names if _environ.get(f"MANTE_{name}")}


def operator() -> str:
    """Who gives commands, for the audit: the user's name (`USER` in a container)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "operator"


def inherited(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child process: ours, and what it is given."""
    return {**_environ, **extra}


def is_set(*names: str) -> bool:
    """Whether any of these variables is set."""
    return any(_environ.get(name) for name in names)
