"""The parties of a stack: who they are is in a file, each one's secret is made here."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from mante.stack.files import write_private
from mante.stack.keyring import Keyring

_TEMPLATE = Path(__file__).with_name("parties.demo.yaml")


def write(file: Path, keyring: Keyring, more: Path | None = None) -> dict[str, str]:
    """Makes `file` from the demonstration's parties if it isn't there; gives every party without a secret one.

    Whoever is in `more` and not in it is added. Returns the secrets by party code; of a party that the file knows by a
    hash, there is none.
    """
    if not file.exists():
        write_private(file, _TEMPLATE.read_text())
    with locked(file):
        content = yaml.safe_load(file.read_text())
        content["parties"] += _missing(content["parties"], more)
        bare = [party for party in content["parties"] if not {"secret", "secret_sha256"} & party.keys()]
        for party in bare:
            party["secret"] = keyring.password(party["code"])
        if bare:
            write_private(file, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return {party["code"]: party["secret"] for party in content["parties"] if "secret" in party}


def _missing(there: Sequence[dict[str, Any]], more: Path | None) -> list[dict[str, Any]]:
    known = {party["code"] for party in there}
    return [party for party in read(more) if party["code"] not in known] if more else []


def read(file: Path) -> Sequence[dict[str, Any]]:
    """The parties in `file`, each as it stands there."""
    parties: Sequence[dict[str, Any]] = yaml.safe_load(file.read_text())["parties"]
    return parties


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keeps others from changing `file` meanwhile; waits for whoever does so now.

    The lock is on the file itself, which may be on a disk that only others write to. Who waited for one that was
    replaced waits for the new one.
    """
    while True:
        with file.open() as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(held.fileno()), file.stat()):
                yield
                return
