"""What stands in `docker-compose.yml` and `deploy/` is what the services ask for: no more, and no less."""

import json
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from chassis.settings import ServiceSettings
from mante.stack.blueprint import Blueprint
from mante.stack.environment import environment
from mante.stack.front_door import ROUTES
from mante.stack.wanted import SERVICES, Wanted

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
PARTS: Mapping[str, Mapping[str, Any]] = yaml.safe_load(COMPOSE)["services"]
ONLY_ON_ONE_MACHINE = {"INSTANCE"}  # several processes share its name; containers have one each
DONE, HEALTHY = "service_completed_successfully", "service_healthy"
Told = Mapping[str, Mapping[str, str]]


def settings_of(service: str) -> type[ServiceSettings]:
    """The class in the service's `settings.py`."""
    settings: type[ServiceSettings] = import_module(f"{service}.settings").Settings
    return settings


def variables(service: str, *, required: bool = False) -> set[str]:
    """The environment variables that a service reads, or those of them that it can't do without."""
    fields = settings_of(service).model_fields.items()
    return {f"{service.upper()}_{name.upper()}" for name, field in fields if field.is_required() or not required}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the services of a stack on this machine are told."""
    facts = Blueprint(tmp_path_factory.mktemp("stack"), Wanted(port=0)).facts()
    return {service: environment(facts, service, service, 20_000) for service in SERVICES}


@pytest.mark.parametrize("service", SERVICES)
def test_the_stack_tells_a_service_what_it_asks_and_nothing_else(service: str, told: Told) -> None:
    assert variables(service, required=True) <= set(told[service]) <= variables(service)


@pytest.mark.parametrize("service", SERVICES)
def test_compose_tells_a_service_what_the_stack_tells_it(service: str, told: Told) -> None:
    wanted = set(told[service]) - {f"{service.upper()}_{name}" for name in ONLY_ON_ONE_MACHINE}
    assert wanted <= set(PARTS[service]["environment"]) <= variables(service)
    assert PARTS[f"migrate-{service}"]["environment"] == PARTS[service]["environment"]


@pytest.mark.parametrize("service", SERVICES)
def test_what_compose_says_is_taken(service: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PARTS[service]["environment"].items():
        monkeypatch.setenv(name, told[service].get(name, "") if "${" in value else value)
    settings = settings_of(service)()  # type: ignore[call-arg]
    assert (settings.in_production, settings.port, settings.kafka_user) == (True, 8000, service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_starts_on_its_topics_and_its_tables(service: str) -> None:
    needs = PARTS[service]["depends_on"]
    assert needs["topics"]["condition"] == needs[f"migrate-{service}"]["condition"] == DONE
    assert PARTS["front"]["depends_on"][service]["condition"] == HEALTHY
    assert PARTS[f"migrate-{service}"]["healthcheck"] == PARTS["topics"]["healthcheck"] == {"disable": True}


def test_every_service_has_a_database_a_login_on_the_bus_and_operators() -> None:
    databases = {name for name in PARTS["postgres"]["environment"] if name.endswith("_DATABASE_PASSWORD")}
    assert databases == {f"{service.upper()}_DATABASE_PASSWORD" for service in SERVICES}
    assert set(json.loads(PARTS["topics"]["environment"]["MANTE_SERVICE_PASSWORDS"])) == set(SERVICES)
    asked = json.loads(PARTS["mante"]["environment"]["MANTE_SERVICES"])
    assert asked == {service: f"http://{service}:8000" for service in SERVICES}


def test_the_example_names_every_variable_of_compose_and_no_other() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE)) - {"USER"}
    lines = (ROOT / "deploy/example.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(given) == asked
    assert {name for name, value in given.items() if value} == {name for name in asked if name.startswith("MANTE_")}


def test_no_secret_has_a_default() -> None:
    defaults = re.findall(r"(?<!\$)\$\{(\w+):?-[^}]", COMPOSE)
    assert set(defaults) == {"MANTE_IMAGE", "MANTE_REGISTRY", "MANTE_PORT", "USER"}


def test_the_front_door_leads_where_that_of_the_stack_leads() -> None:
    file = (ROOT / "deploy/caddy/Caddyfile").read_text()
    routes = {name: tuple(paths.split()) for name, paths in re.findall(r"@(\w+) path (.+)", file)}
    assert routes == {**ROUTES, "papers": ("/papers", "/papers/*")}
    targets = dict(re.findall(r"handle @(\w+) {\s+reverse_proxy (\S+)", file))
    assert targets == {**{service: f"{service}:8000" for service in ROUTES}, "papers": "s3:9000"}


def test_no_port_of_kafka_is_open_without_a_login() -> None:
    told = dict(
        line.split("=", 1) for line in (ROOT / "deploy/kafka/server.properties").read_text().splitlines() if "=" in line
    )
    kinds = dict(one.split(":") for one in told["listener.security.protocol.map"].split(","))
    for listener in told["listeners"].split(","):
        name, _, address = listener.partition("://")
        assert kinds[name].startswith("SASL_") or address.startswith("127.0.0.1:"), listener
    assert told["allow.everyone.if.no.acl.found"] == "false"
