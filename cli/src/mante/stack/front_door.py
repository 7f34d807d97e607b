"""The one address of it all: Caddy, which leads each path to the service that answers it, and papers to the store."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mante.stack.files import write_private
from mante.stack.parts import Job, Part, Program
from mante.stack.ports import LOOPBACK
from mante.stack.readiness import accepts
from mante.stack.wheels import script

ROUTES = {
    "intake": ("/v1/persons*", "/v1/applications*", "/v1/updates*", "/v1/requests*", "/apply*"),
    "documents": ("/v1/tickets*", "/v1/documents*"),
    "review": ("/v1/tasks*", "/v1/worklist*", "/v1/verdicts*", "/v1/cases*", "/desk*"),
    "console": ("/console*",),
    "notify": ("/receipts/*",),
}
"""What each service answers to the outside; all else it has (`/internal`, `/operations`, `/metrics`) stays inside."""

_SITE = """\
{{
	admin off
	auto_https off
	persist_config off
	grace_period 2s
	servers {{
		protocols h1
	}}
}}
http://{host}:{port} {{
	bind {host}
{routes}
	respond 404
}}
"""
_ROUTE = """\
	@{name} path {paths}
	handle @{name} {{
		reverse_proxy {targets} {{
			lb_policy least_conn
			lb_try_duration 5s
			lb_try_interval 100ms
		}}
	}}
"""


class FrontDoor:
    """A Caddy on `port` that leads to `targets` (service → its `host:port`s) and for `/<bucket>` to `store`."""

    ready = "front"

    def __init__(self, home: Path, port: int, targets: Mapping[str, Sequence[str]], store: Mapping[str, str]) -> None:
        self._folder = home / "front"
        self._file = self._folder / "Caddyfile"
        self._port = port
        self._targets = targets
        self._store = store
        self.url = f"http://{LOOPBACK}:{port}"

    def parts(self, after: Sequence[str] = ()) -> Sequence[Part]:
        """Its configuration, and the server; opened last, it is the first to be closed."""
        folders = {f"XDG_{kind}_HOME": str(self._folder) for kind in ("CONFIG", "DATA")}
        return [
            Job("front.routes", self._write),
            Program(
                "front",
                (script("caddy"), "run", "--adapter", "caddyfile", "--config", self._file),
                after=("front.routes", *after),
                environment=folders,
                ready=accepts(self._port),
            ),
        ]

    async def _write(self) -> None:
        write_private(self._file, self.caddyfile())

    def caddyfile(self) -> str:
        """Caddy's configuration. Bucket paths keep their host header: it is part of what a presigned URL signs."""
        papers = [_route(bucket, (f"/{bucket}", f"/{bucket}/*"), [at]) for bucket, at in self._store.items()]
        services = [_route(name, ROUTES[name], at) for name, at in self._targets.items() if name in ROUTES]
        return _SITE.format(host=LOOPBACK, port=self._port, routes="".join([*papers, *services]))


def _route(name: str, paths: Sequence[str], targets: Sequence[str]) -> str:
    return _ROUTE.format(name=name, paths=" ".join(paths), targets=" ".join(targets))
