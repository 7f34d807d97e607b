"""One address leads to everything that is public, and to nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from mante.stack.front_door import FrontDoor
from mante.stack.parts import Program
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.readiness import accepts
from mante.stack.threaded import running
from mante.stack.wheels import script

ROOT = Path(__file__).parents[2]
WHO = "/who"
"""Below it, the answer is from whom the front door says that the request comes."""
SERVICES = ("intake", "documents", "review", "notify", "console")


@contextmanager
def answering(name: str) -> Iterator[str]:
    """A server that answers everything with its name and the host it was asked for; gives its `host:port`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self._answer().encode())

        def _answer(self) -> str:
            if self.path.endswith(WHO):
                return "|".join(self.headers.get_all("X-Forwarded-For", []))
            return f"{name} {self.headers['Host']}"

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


@pytest.mark.parametrize("path", ["/apply/who", "/desk/who", "/console/who"])
@pytest.mark.parametrize("forged", [[], ["203.0.113.7"], ["203.0.113.7", "10.0.0.1, 127.0.0.1"]])
def test_nobody_says_themselves_whom_a_request_comes_from(front: str, path: str, forged: list[str]) -> None:
    headers = [("x-forwarded-for", line) for line in forged]
    assert httpx.get(front + path, headers=headers).text == LOOPBACK


@pytest.mark.parametrize(
    ("gateways", "said", "whom"),
    [
        (f"{LOOPBACK}/32", "203.0.113.7", "203.0.113.7"),
        (f"{LOOPBACK}/32", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (f"{LOOPBACK}/32 203.0.113.0/24", "198.51.100.1, 203.0.113.7", "198.51.100.1"),
        ("10.9.9.9/32", "203.0.113.7", LOOPBACK),
    ],
)
def test_in_containers_a_citys_gateway_is_believed_and_nobody_else(
    tmp_path: Path, gateways: str, said: str, whom: str
) -> None:
    """The Caddyfile of the containers as it is, but for the addresses in it."""
    port = Ports(tmp_path).of("front")
    with answering("intake") as intake:
        text = (ROOT / "deploy/caddy/Caddyfile").read_text().replace("intake:8000", intake)
        (tmp_path / "Caddyfile").write_text(text.replace(":8080", f"http://{LOOPBACK}:{port}"))
        door = Program(
            "front",
            (script("caddy"), "run", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"),
            environment={"MANTE_GATEWAYS": gateways, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
            ready=accepts(port),
        )
        with running(tmp_path, [door]):
            answer = httpx.get(f"http://{LOOPBACK}:{port}/apply/who", headers={"x-forwarded-for": said})
    assert answer.text == whom
