"""One address leads to everything that is public, and to nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest
from mante.stack.front_door import FrontDoor
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.threaded import running

SERVICES = ("intake", "documents", "review", "notify", "console")


@contextmanager
def answering(name: str) -> Iterator[str]:
    """A server that answers everything with its name and the host it was asked for; gives its `host:port`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{name} {self.headers['Host']}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer((LOOPBACK, 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"{LOOPBACK}:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a front door to four services, the console and a store; there are two of review."""
    home = tmp_path_factory.mktemp("front")
    with ExitStack() as servers:
        targets = {service: [servers.enter_context(answering(service))] for service in SERVICES}
        targets["review"].append(servers.enter_context(answering("another review")))
        store = {"papers": servers.enter_context(answering("store"))}
        door = FrontDoor(home, Ports(home).of("front"), targets, store)
        with running(home, door.parts()):
            yield door.url


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/v1/persons", "intake"),
        ("/v1/applications/0190/lodging", "intake"),
        ("/v1/updates?after=7&wait=25", "intake"),
        ("/v1/tickets", "documents"),
        ("/v1/documents/0190/pages/1", "documents"),
        ("/receipts/sms", "notify"),
        ("/apply/applications", "intake"),
        ("/console/parked", "console"),
        ("/papers", "store"),
        ("/papers/0190/0191?X-Amz-Signature=ab", "store"),
    ],
)
def test_each_path_leads_to_the_service_that_answers_it(front: str, path: str, service: str) -> None:
    assert httpx.get(front + path).text.split()[0] == service


def test_the_host_that_was_asked_for_is_kept_as_presigned_addresses_sign_it(front: str) -> None:
    assert httpx.get(f"{front}/papers/a").text == f"store {front.removeprefix('http://')}"


def test_a_scaled_service_is_asked_in_turn(front: str) -> None:
    with httpx.Client() as client:
        paths = ("/v1/tasks", "/desk/live") * 20
        answers = {client.get(front + path).text.rsplit(" ", 1)[0] for path in paths}
    assert answers == {"review", "another review"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/internal/vault/read",
        "/operations/parked",
        "/metrics",
        "/readyz",
        "/v1/",
        "/papersx",
        "/docs",
        "/v2/tasks",
    ],
)
def test_what_is_not_public_is_not_there(front: str, path: str) -> None:
    assert httpx.get(front + path).status_code == 404


def test_a_path_can_not_be_climbed_out_of(front: str) -> None:
    assert httpx.get(f"{front}/v1/tasks/../../operations/parked").status_code == 404
    assert httpx.get(f"{front}/v1/tasks/%2e%2e/%2e%2e/operations/parked").status_code == 404
