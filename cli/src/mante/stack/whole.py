"""Everything a blueprint stands for, as parts for a supervisor."""

from collections.abc import Sequence

from mante.sandbox import providers
from mante.stack import clocks, console, insurance_register, sandbox, services, sms_gateway, wires
from mante.stack.backends import databases
from mante.stack.blueprint import Blueprint
from mante.stack.environment import environment
from mante.stack.parties import read
from mante.stack.parts import Job, Part


def parts(plan: Blueprint) -> Sequence[Part]:
    """Servers, what must exist in them, providers, services, the front door. Each part says what it waits for."""
    servers = [*plan.postgres.parts(), *plan.kafka.parts(), *plan.s3.parts()]
    behind = [*_gateway(plan), *_register(plan), *_services(plan), *_console(plan)]
    front = plan.front.parts(after=[part.name for part in behind])
    return [*servers, *_wires(plan), *_preparations(plan), *behind, *front, *_robots(plan)]


def _wires(plan: Blueprint) -> Sequence[Part]:
    if plan.wires is None:
        return []
    servers = (plan.postgres.ready, plan.kafka.ready, plan.s3.ready)
    return plan.wires.parts(plan.postgres.admin_dsn, plan.s3.address.url, after=servers)


def _preparations(plan: Blueprint) -> Sequence[Part]:
    passwords = {service: plan.database_password(service) for service in plan.wanted.services}

    async def make_databases() -> None:
        await databases.create(plan.postgres.admin_dsn, passwords)

    return [
        Job("postgres.databases", make_databases, after=(plan.postgres.ready,)),
        *([services.migrations(plan.wanted.services, plan.home, after=("postgres.databases",))] if passwords else []),
        services.topics(plan.home, after=(plan.kafka.ready,)),
        *(sandbox.preparations(plan.home) if plan.wanted.sandbox else []),
    ]


def _robots(plan: Blueprint) -> Sequence[Part]:
    return sandbox.robots(plan.front.url, read(plan.parties_file)) if plan.wanted.sandbox else []


def _gateway(plan: Blueprint) -> Sequence[Part]:
    receipts = f"{plan.front.url}/receipts/sms"
    habits = providers.sms_habits() if plan.wanted.sandbox else "[]"
    return sms_gateway.parts(plan.home, plan.sms_port, plan.keyring.password("sms"), receipts, habits)


def _register(plan: Blueprint) -> Sequence[Part]:
    if plan.wanted.insured:
        return []
    habits = providers.register_habits() if plan.wanted.sandbox else "[]"
    return insurance_register.parts(plan.home, plan.register_port, plan.keyring.password("register"), habits)


def _console(plan: Blueprint) -> Sequence[Part]:
    if not plan.wanted.services:
        return []
    services = {service: plan.inside(service) for service in plan.wanted.services}
    return console.parts(plan.console_port, plan.front.url, services, plan.keyring.password("operator"))


def _services(plan: Blueprint) -> Sequence[Part]:
    return [part for service in plan.wanted.services for part in _service(plan, service)]


def _service(plan: Blueprint, service: str) -> Sequence[Part]:
    facts = plan.facts()
    more = [*([sandbox.READY] if plan.wanted.sandbox else []), *([wires.READY] if plan.wires else [])]
    ready = ("migrations", "kafka.topics", plan.s3.ready, *more)
    clock = clocks.environment(plan.home, service) if plan.wanted.clocks else {}
    return [
        services.instance(name, service, port, {**environment(facts, service, name, port), **clock}, ready)
        for name, port in plan.instances[service].items()
    ]
