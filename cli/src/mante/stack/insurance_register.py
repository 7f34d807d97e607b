"""The fake register of the insured as a part of a stack, where no city's register or file is named."""

import sys
from collections.abc import Sequence
from pathlib import Path

from mante.stack.parts import Part, Program
from mante.stack.ports import LOOPBACK
from mante.stack.readiness import accepts

_MODULE = "mante.fakes.insurance_register"


def parts(home: Path, port: int, secret: str, habits: str) -> Sequence[Part]:
    """The register on `port`; it answers to `secret`. `habits` is what it always says of certain persons, as JSON."""
    environment = {
        "INSURANCE_REGISTER_HOST": LOOPBACK,
        "INSURANCE_REGISTER_PORT": str(port),
        "INSURANCE_REGISTER_SECRET": secret,
        "INSURANCE_REGISTER_HABITS": habits,
        "INSURANCE_REGISTER_LEDGER": str(home / "register" / "ledger.jsonl"),
    }
    return [Program("register", (sys.executable, "-m", _MODULE), environment=environment, ready=accepts(port))]
