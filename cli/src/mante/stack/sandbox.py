"""What makes a stack a sandbox: a pack and files, people who apply, and reviewers; all through the front door."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mante.stack import processes
from mante.stack.parts import Job, Part, Program

READY = "sandbox.files"
PARTIES = Path(__file__).parents[1] / "sandbox" / "parties.yaml"


def packs(home: Path) -> Path:
    """The folder in which services find the sandbox's pack."""
    return home / "sandbox" / "packs"


def papers(home: Path) -> Path:
    """The folder of files to hand in."""
    return home / "sandbox" / "papers"


def preparations(home: Path) -> Sequence[Part]:
    """What is written before any service starts."""
    folder = packs(home).parent
    program = Program(READY, (sys.executable, "-m", "mante.sandbox.prepare", folder))
    return [Job(READY, lambda: processes.run(program, home))]


def robots(front: str, parties: Sequence[Mapping[str, Any]]) -> Sequence[Part]:
    """The people and the reviewers; `parties` as they stand in the file."""
    desks = [
        {"code": party["code"], "secret": party["secret"], "staff": party["staff"]}
        for party in parties
        if party["kind"] == "institution" and "secret" in party and party.get("staff")
    ]
    web = next(party["secret"] for party in parties if party["code"] == "web")
    return [
        _robot("reviewers", SANDBOX_URL=front, SANDBOX_DESKS=json.dumps(desks)),
        _robot("people", SANDBOX_URL=front, SANDBOX_SECRET=web),
    ]


def _robot(name: str, **environment: str) -> Program:
    command = (sys.executable, "-m", f"mante.sandbox.{name}")
    return Program(f"sandbox.{name}", command, after=("front",), environment=environment)
