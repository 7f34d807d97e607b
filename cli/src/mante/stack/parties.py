"""The parties of a stack: who they are is in a file, each one's secret is made here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from mante.stack.files import write_private
from mante.stack.keyring import Keyring

_TEMPLATE = Path(__file__).with_name("parties.demo.yaml")


def write(file: Path, keyring: Keyring) -> dict[str, str]:
    """Makes `file` from the demonstration's parties if it isn't there; gives every party without a secret one.

    Returns the secrets by party code.
    """
    content = yaml.safe_load((file if file.exists() else _TEMPLATE).read_text())
    secrets = {party["code"]: party.get("secret") or keyring.password(party["code"]) for party in content["parties"]}
    parties = [{**party, "secret": secrets[party["code"]]} for party in content["parties"]]
    write_private(file, yaml.safe_dump({"parties": parties}, allow_unicode=True, sort_keys=False))
    return secrets


def read(file: Path) -> Sequence[dict[str, Any]]:
    """The parties in `file`, each as it stands there."""
    parties: Sequence[dict[str, Any]] = yaml.safe_load(file.read_text())["parties"]
    return parties
