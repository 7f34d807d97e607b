"""Each address of a stack: for whom it is, and with which test credential."""

from dataclasses import asdict
from typing import Any

from mante.stack import sandbox
from mante.stack.blueprint import Blueprint
from mante.stack.parties import read
from mante.stack.ports import LOOPBACK
from mante.stack.wanted import SERVICES


def addresses(plan: Blueprint) -> dict[str, Any]:
    """All addresses, as `mante status --json` gives them; `up` makes its closing table of them."""
    return {
        "front": plan.front.url,
        "kafka": asdict(plan.kafka.address),
        "parties": read(plan.parties_file),
        "services": {service: plan.inside(service) for service in plan.wanted.services},
        "operator_token": plan.keyring.password("operator"),
        "postgres": {service: plan.dsn(service) for service in SERVICES},
        "s3": asdict(plan.s3.address),
        "sms_gateway": {"url": f"http://{LOOPBACK}:{plan.sms_port}", "secret": plan.keyring.password("sms")},
        "register": _register(plan),
        "sandbox": str(sandbox.papers(plan.home)) if plan.wanted.sandbox else None,
    }


def _register(plan: Blueprint) -> dict[str, str]:
    if plan.wanted.insured:
        return {"file": plan.wanted.insured}
    return {"url": f"http://{LOOPBACK}:{plan.register_port}", "secret": plan.keyring.password("register")}
