"""What the services of a stack are told: each only what it needs."""

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
from contracts.catalogue import TOPICS
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from mante.stack.blueprint import Blueprint
from mante.stack.environment import environment
from mante.stack.wanted import SERVICES, Wanted
from pydantic import ValidationError

Told = Mapping[str, Mapping[str, str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The settings of each service of a new stack."""
    facts = Blueprint(tmp_path, Wanted(port=0)).facts()
    return {service: environment(facts, service, service, 20_000) for service in SERVICES}


def test_every_setting_bears_its_services_name(told: Told) -> None:
    for service, settings in told.items():
        assert {name.split("_")[0] for name in settings} == {service.upper()}


def test_each_service_has_a_database_and_a_bus_login_of_its_own(told: Told) -> None:
    assert len({settings[f"{service.upper()}_POSTGRES"] for service, settings in told.items()}) == len(SERVICES)
    assert len({settings[f"{service.upper()}_KAFKA_PASSWORD"] for service, settings in told.items()}) == len(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_in_production_can_be_told_where_to_end(
    service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = Blueprint(tmp_path, Wanted(port=0, failpoints=True)).facts()
    for name, value in environment(facts, service, service, 20_000).items():
        monkeypatch.setenv(name, value)
    settings = import_module(f"{service}.settings").Settings
    assert settings().failpoints == tmp_path / "failpoints"
    monkeypatch.setenv(f"{service.upper()}_ENVIRONMENT", "production")
    with pytest.raises(ValidationError, match="MANTE_FAILPOINTS must not be set"):
        settings()


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_reads_the_topics_of_which_the_catalogue_names_it_a_reader_and_no_other(
    service: str, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in told[service].items():
        monkeypatch.setenv(name, value)
    made = import_module(f"{service}.app").create_service(import_module(f"{service}.settings").Settings())
    read = {topic.name for topic in (*made.sources, *made.ingress)}
    assert read == {topic.name for topic in TOPICS if service in topic.consumers}


def test_only_intake_can_open_the_vault(told: Told) -> None:
    assert len(base64.b64decode(told["intake"]["INTAKE_VAULT_KEY"])) == 32
    key = told["intake"]["INTAKE_VAULT_KEY"]
    assert all(key not in settings.values() for service, settings in told.items() if service != "intake")


def test_intake_knows_the_vaults_readers_by_the_hash_of_their_token(told: Told) -> None:
    known = json.loads(told["intake"]["INTAKE_VAULT_TOKENS"])
    for service in ("review", "benefits", "notify"):
        token = told[service][f"{service.upper()}_VAULT_TOKEN"]
        assert known[service] == hashlib.sha256(token.encode()).hexdigest()


@pytest.mark.parametrize(
    ("signer", "verifier"),
    [
        ("INTAKE_GRANT_PRIVATE_KEY", "DOCUMENTS_UPLOAD_GRANT_PUBLIC_KEY"),
        ("REVIEW_GRANT_PRIVATE_KEY", "DOCUMENTS_READ_GRANT_PUBLIC_KEY"),
    ],
)
def test_documents_can_check_what_others_grant(told: Told, signer: str, verifier: str) -> None:
    private = load_pem_private_key({**told["intake"], **told["review"]}[signer].encode(), None)
    public = load_pem_public_key(told["documents"][verifier].encode())
    assert isinstance(private, Ed25519PrivateKey)
    assert isinstance(public, Ed25519PublicKey)
    public.verify(private.sign(b"grant"), b"grant")


def test_only_documents_has_the_key_to_the_store(told: Told) -> None:
    assert [service for service, settings in told.items() if any("S3" in name for name in settings)] == ["documents"]


def test_a_second_start_tells_the_same(told: Told, tmp_path: Path) -> None:
    again = environment(Blueprint(tmp_path, Wanted(port=0)).facts(), "review", "review", 20_000)
    assert again == told["review"]


def test_intake_asks_the_fake_register_unless_a_file_is_named(told: Told, tmp_path: Path) -> None:
    assert told["intake"]["INTAKE_INSURANCE_URL"].endswith("/insurance")
    facts = Blueprint(tmp_path / "other", Wanted(port=0, insured="/city/insured.csv")).facts()
    instead = environment(facts, "intake", "intake", 20_000)
    assert instead["INTAKE_INSURANCE_CSV"] == "/city/insured.csv"
    assert "INTAKE_INSURANCE_URL" not in instead
