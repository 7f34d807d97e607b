"""The files that pages need, under addresses that change with their content, so that browsers may keep them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from chassis.decision import NotFound
from fastapi import APIRouter, Response

SHARED = Path(__file__).parent / "static"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
_SHORT = 12


@dataclass(frozen=True)
class Assets:
    """The files of these folders that browsers may have."""

    folders: Sequence[Path]

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        files = (file for folder in self.folders if folder.is_dir() for file in folder.iterdir())
        return {file.name: file.read_bytes() for file in files if file.suffix in MEDIA_TYPES}

    @cached_property
    def _fingerprints(self) -> Mapping[str, str]:
        return {name: sha256(content).hexdigest()[:_SHORT] for name, content in self._contents.items()}

    def path(self, name: str) -> str:
        """Return where a file is, below the site's prefix; another content has another path."""
        return f"/static/{self._fingerprints[name]}/{name}"

    def serve(self, routes: APIRouter) -> None:
        """Serve them."""

        @routes.get("/static/{fingerprint}/{name}")
        async def asset(fingerprint: str, name: str) -> Response:
            if self._fingerprints.get(name) != fingerprint:
                raise NotFound
            return Response(self._contents[name], media_type=MEDIA_TYPES[Path(name).suffix], headers=FOR_EVER)
