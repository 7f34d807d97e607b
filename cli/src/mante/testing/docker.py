"""Containers for as long as a block lasts, and the images that they are started from."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

import docker
import pytest
from docker.errors import DockerException, ImageNotFound
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HealthcheckWaitStrategy

from mante.stack.ports import LOOPBACK
from mante.testing.composed import Composed

# No container but those that were asked for: each is removed at the end of its block.
testcontainers_config.ryuk_disabled = True


_SHOWN = 15  # lines of a log in an error


class NotHealthy(Exception):  # noqa: N818 - says what happened
    """A container ended, or its health check failed for too long; the message holds the end of its log."""

    def __init__(self, image: str, log: list[str]) -> None:
        super().__init__("\n".join([f"a container of {image} does not come up; the end of its log:", *log]))


def bring(images: Iterable[str]) -> None:
    """Pulls each image that isn't here. Raises `pytest.UsageError` if there is no Docker, or no such image."""
    try:
        client = docker.from_env()
    except DockerException as why:
        message = (
            f"--servers containers needs a Docker on this machine, and none answers ({why}). Start it, or let "
            "DOCKER_HOST say where its socket is; or leave --servers out: the embedded servers need none."
        )
        raise pytest.UsageError(message) from why
    try:
        for image in images:
            bring_one(client.images, image)
    finally:
        client.close()


class Images(Protocol):
    """Docker's images, here and in the registries."""

    def get(self, name: str, /) -> object:
        """The image that is here. Raises ImageNotFound."""

    def pull(self, name: str, /) -> object:
        """Brings the image. Raises DockerException."""


def bring_one(images: Images, name: str) -> None:
    """Pulls the image if it isn't here. Raises `pytest.UsageError`."""
    try:
        images.get(name)
    except ImageNotFound:
        _pull(images, name)


def _pull(images: Images, name: str) -> None:
    try:
        images.pull(name)
    except DockerException as why:
        message = (
            f"Docker can't bring {name} ({why}). Let MANTE_REGISTRY name a registry that has it, or carry it here "
            "(docker save, docker load); or leave --servers out: the embedded servers need no image."
        )
        raise pytest.UsageError(message) from why


@contextmanager
def running(composed: Composed, inside: int, outside: int) -> Iterator[None]:
    """Runs a container, healthy when the block begins, whose port `inside` is `outside` on loopback.

    Raises NotHealthy. The files are copied into it: a Docker in a virtual machine doesn't see ours.
    """
    container = DockerContainer(composed.image, env=dict(composed.environment), healthcheck=dict(composed.healthcheck))
    container.with_command(composed.command)
    # its own methods would open the port to the whole network
    container.ports[str(inside)] = (LOOPBACK, outside)  # type: ignore[assignment]
    for place, file in composed.files.items():
        container.with_copy_into_container(file, place)
    with container:
        _wait(container)
        yield


def _wait(container: DockerContainer) -> None:
    try:
        HealthcheckWaitStrategy().wait_until_ready(container)
    except (RuntimeError, TimeoutError) as why:
        lines = b"".join(container.get_logs()).decode(errors="replace").splitlines()
        raise NotHealthy(container.image, lines[-_SHOWN:]) from why
