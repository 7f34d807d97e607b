"""A test's container is the deployment's, and whoever has no Docker, or no image, reads what to do."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Never

import pytest
from docker.errors import APIError, ImageNotFound
from mante.testing import containers, docker
from mante.testing.composed import Composed, image_of
from mante.testing.containers import KAFKA_SETTINGS, PORTS

COMPOSE = Path(__file__).parents[2] / "docker-compose.yml"
IMAGE = "docker.io/apache/kafka:0.0.0"


def read(server: str) -> Composed:
    """What compose says of a server; a variable without a default is its own name."""
    return Composed.read(COMPOSE, server, str.lower)


@pytest.mark.parametrize("server", PORTS)
def test_an_image_has_a_registry_and_a_version_and_is_the_deployments(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MANTE_REGISTRY", raising=False)
    named = image_of(COMPOSE, server)
    assert named.startswith("docker.io/")
    assert named.removeprefix("docker.io/") in COMPOSE.read_text()
    assert not named.endswith(":latest")
    assert named.rpartition(":")[2]


def test_images_come_from_the_registry_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTE_REGISTRY", "registry.example")
    assert read("kafka").image.startswith("registry.example/apache/kafka:")


def test_a_container_is_told_its_secrets_and_gets_the_files_of_the_deployment() -> None:
    kafka, postgres, s3 = read("kafka"), read("postgres"), read("s3")
    assert kafka.environment == {"KAFKA_ADMIN_PASSWORD": "kafka_admin_password"}
    assert (s3.command, s3.environment["MINIO_ROOT_USER"]) == (["server", "/data"], "s3_access_key")
    assert postgres.environment["POSTGRES_PASSWORD"] == "postgres_password"
    assert set(kafka.files) == {KAFKA_SETTINGS, "/etc/mante/start.sh"}  # and no volume: it holds nothing
    for file in (*kafka.files.values(), *postgres.files.values()):
        assert file.is_file(), file


def test_health_is_looked_at_as_in_the_deployment() -> None:
    assert read("kafka").healthcheck == {
        "test": ["CMD", "nc", "-z", "127.0.0.1", str(PORTS["kafka"])],
        "interval": 3_000_000_000,
        "retries": 40,
    }


def test_kafka_sends_its_clients_to_loopback_and_is_else_the_deployments(tmp_path: Path) -> None:
    deployed = read("kafka")
    changed = containers.advertising("127.0.0.1:12345", deployed, tmp_path / "server.properties")
    before, after = _settings(deployed), _settings(changed)
    assert after.pop("advertised.listeners") == "CLIENTS://127.0.0.1:12345"
    assert before.pop("advertised.listeners").startswith("CLIENTS://")
    assert after == before


def test_without_docker_it_is_said_what_to_do_before_any_test_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")
    command = (sys.executable, "-m", "pytest", "--servers", "containers", "-p", "no:cacheprovider", __file__)
    done = subprocess.run(command, cwd=COMPOSE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert re.search(r"^ERROR: .* Start it, .* or leave --servers out", done.stderr, re.MULTILINE)


class EmptyShelf:
    """Docker's images where there are none, and no registry to get them from."""

    def get(self, _image: str) -> Never:
        raise ImageNotFound("no such image")

    def pull(self, _image: str) -> Never:
        raise APIError("no route to the registry")


def test_without_the_image_it_is_said_what_to_do() -> None:
    with pytest.raises(pytest.UsageError, match=rf"{IMAGE} \(no route .* MANTE_REGISTRY .* docker load"):
        docker.bring_one(EmptyShelf(), IMAGE)


def _settings(kafka: Composed) -> dict[str, str]:
    lines = kafka.files[KAFKA_SETTINGS].read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)
