"""The parties file: YAML that a city keeps, strictly read, so that a slip of the pen lets nobody in."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from contracts.vocabulary import Sha256
from pydantic import Field, model_validator
from yaml import CSafeDumper, CSafeLoader

from chassis.parties.records import Change, OperatorRecord, PartyRecord, Record, check_once


class PartiesFile(Record):
    """The whole file. `revision` counts the changes that commands made; a file that is kept by hand stays at 0.

    `sha256` (hex) is the digest as the last command left it: another one now, and it was edited by hand since.
    """

    revision: Annotated[int, Field(ge=0, lt=2**62)] = 0
    sha256: Sha256 | None = None
    parties: tuple[PartyRecord, ...]
    operators: tuple[OperatorRecord, ...] = ()
    changes: tuple[Change, ...] = ()

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        check_once([party.code for party in self.parties])
        check_once([operator.code for operator in self.operators])
        return self

    @property
    def digest(self) -> bytes:
        """The SHA-256 of who takes part, whatever was changed on the way; the same with and without secrets."""
        about = {"parties", "operators"}
        return sha256(sealed(self).model_dump_json(include=about).encode()).digest()

    @property
    def edited(self) -> bool:
        """Whether it was edited by hand since a command last changed it."""
        return self.sha256 not in (None, self.digest.hex())


def read(path: Path) -> PartiesFile:
    """Return what the file says; raises pydantic's ValidationError, which shows places and never values."""
    return PartiesFile.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=CSafeLoader))


def sealed(file: PartiesFile) -> PartiesFile:
    """Return the file with hashes in place of its secrets: so it goes to services."""
    parties = tuple(
        party.model_copy(update={"secret": None, "secret_sha256": party.digest.hex()}) for party in file.parties
    )
    return file.model_copy(update={"parties": parties})


def text_of(file: PartiesFile) -> str:
    """Return the YAML that `read` reads, secrets included: for a file that only its owner may read."""
    return yaml.dump(_plain(file), Dumper=CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


def _plain(file: PartiesFile) -> dict[str, Any]:
    content = file.model_dump(mode="json", exclude_defaults=True)
    for shown, party in zip(content["parties"], file.parties, strict=True):
        if party.secret is not None:
            shown["secret"] = party.secret.get_secret_value()
    return content
