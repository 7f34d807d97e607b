"""A stack's addresses, parties and secrets: made once, kept in private, as many processes as wanted."""

import stat
from pathlib import Path

import pytest
import yaml
from mante.stack.backends.elsewhere import KafkaAt, NotAnAddress, S3At
from mante.stack.blueprint import Blueprint
from mante.stack.keyring import Keyring
from mante.stack.parties import write
from mante.stack.wanted import SERVICES, Wanted


def test_each_party_gets_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first = write(tmp_path / "parties.yaml", Keyring(tmp_path))
    assert len(set(first.values())) == len(first) >= 7
    assert write(tmp_path / "parties.yaml", Keyring(tmp_path)) == first


def test_a_party_that_was_added_by_hand_gets_a_secret_too(tmp_path: Path) -> None:
    file = tmp_path / "parties.yaml"
    file.write_text(yaml.safe_dump({"parties": [{"code": "H52022199003", "kind": "institution", "name": "新医院"}]}))
    assert set(write(file, Keyring(tmp_path))) == {"H52022199003"}


def test_whatever_holds_a_secret_is_for_its_owner_alone(tmp_path: Path) -> None:
    Blueprint(tmp_path, Wanted(port=0)).dsn("review")
    for name in ("secrets.json", "parties.yaml", "ports.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_scaled_service_has_numbered_processes_on_ports_of_their_own(tmp_path: Path) -> None:
    plan = Blueprint(tmp_path, Wanted(port=0, scale={"review": 3}))
    assert list(plan.instances["review"]) == ["review-1", "review-2", "review-3"]
    assert list(plan.instances["intake"]) == ["intake"]
    assert len({port for placed in plan.instances.values() for port in placed.values()}) == len(SERVICES) + 2


def test_what_is_wanted_reaches_another_process_whole() -> None:
    wanted = Wanted(services=("review",), scale={"review": 2}, kafka="kafka://a:b@broker:9092", fsync=False)
    assert Wanted.from_json(wanted.to_json()) == wanted


def test_a_kafka_elsewhere_is_reached_as_its_address_says() -> None:
    there = KafkaAt("kafka+ssl://root:p%40ss@broker:9093", {"admin": "ours", "review": "secret"}).address
    assert there.login()["sasl_plain_username"] == "root"
    assert there.login()["sasl_plain_password"] == "p@ss"
    assert there.login("review")["sasl_plain_password"] == "secret"
    assert there.security == "SASL_SSL"


def test_a_kafka_without_users_is_not_logged_in_to() -> None:
    there = KafkaAt("kafka://broker:9092", {"admin": "ours"}).address
    assert there.login() == {"bootstrap_servers": "broker:9092", "security_protocol": "PLAINTEXT"}


def test_a_store_elsewhere_is_reached_as_its_address_says() -> None:
    there = S3At("https://key:se%2Fcret@store.example:9000/dossiers").address
    assert (there.url, there.bucket) == ("https://store.example:9000", "dossiers")
    assert (there.access_key, there.secret_key) == ("key", "se/cret")


@pytest.mark.parametrize("address", ["broker:9092", "kafka://broker", "http://broker:9092"])
def test_what_is_not_a_kafkas_address_is_refused(address: str) -> None:
    with pytest.raises(NotAnAddress, match="kafka://admin:password@host:port"):
        KafkaAt(address, {})
