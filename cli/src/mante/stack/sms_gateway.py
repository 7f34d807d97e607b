"""The fake SMS gateway as a part of a stack: a real HTTP server with a ledger, instead of a provider's."""

import sys
from collections.abc import Sequence
from pathlib import Path

from mante.stack.parts import Part, Program
from mante.stack.ports import LOOPBACK
from mante.stack.readiness import accepts

_MODULE = "mante.fakes.sms_gateway"


def parts(home: Path, port: int, secret: str, receipts: str, habits: str) -> Sequence[Part]:
    """The gateway on `port`; it answers to `secret` and reports what became of each message to `receipts`.

    `habits` is what it always does to certain numbers, as JSON.
    """
    environment = {
        "SMS_GATEWAY_HOST": LOOPBACK,
        "SMS_GATEWAY_PORT": str(port),
        "SMS_GATEWAY_SECRET": secret,
        "SMS_GATEWAY_RECEIPTS": receipts,
        "SMS_GATEWAY_HABITS": habits,
        "SMS_GATEWAY_LEDGER": str(home / "sms" / "ledger.jsonl"),
    }
    return [Program("sms", (sys.executable, "-m", _MODULE), environment=environment, ready=accepts(port))]
