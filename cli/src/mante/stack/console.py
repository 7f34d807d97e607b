"""The operators' console as a part of a stack."""

import json
import sys
from collections.abc import Mapping, Sequence

from mante.stack.parts import Part, Program
from mante.stack.ports import LOOPBACK
from mante.stack.readiness import answers


def parts(port: int, public_url: str, services: Mapping[str, str], operator_token: str) -> Sequence[Part]:
    """The console on `port`, asking `services` (name → own address)."""
    environment = {
        "CONSOLE_HOST": LOOPBACK,
        "CONSOLE_PORT": str(port),
        "CONSOLE_PUBLIC_URL": public_url,
        "CONSOLE_SERVICES": json.dumps(dict(services)),
        "CONSOLE_OPERATOR_TOKEN": operator_token,
        "CONSOLE_TRUSTED_PROXIES": json.dumps([LOOPBACK]),
    }
    command = (sys.executable, "-m", "mante.console")
    return [Program("console", command, environment=environment, ready=answers(port, "/readyz"))]
