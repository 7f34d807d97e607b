"""What `./mante` does before there is an environment: checks, installs, hands over. Standard library only."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from mante.launcher.environment import Environment
from mante.launcher.installing import NotInstalled, install
from mante.launcher.machine import this_machine
from mante.launcher.needs import lacks

_SETUP = "setup"
_DEV = "--dev"


def launch(root: str, words: list[str]) -> NoReturn:
    """Makes the environment of the workspace at `root` if it isn't there, and becomes `mante` with `words`.

    `./mante setup` only makes it, with `--dev` including all that tests and checks need.
    """
    environment = Environment(Path(root), with_tools=words[:1] == [_SETUP] and _DEV in words)
    if not environment.is_complete():
        _make(environment)
    if words[:1] == [_SETUP]:
        sys.exit(0)
    os.execv(environment.python, [str(environment.python), "-m", "mante", *words])  # noqa: S606 - our own environment


def _make(environment: Environment) -> None:
    missing = lacks(this_machine(environment.root))
    if missing:
        sys.exit("\n".join(["Mante can't be installed here:", *(f"  {lack}" for lack in missing)]))
    try:
        install(environment)
    except NotInstalled as failure:
        sys.exit(f"{failure}\nNothing is lost: run it again and it goes on.")
