"""The files that pages need, under addresses that change with their content, so that browsers may keep them."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from chassis.decision import NotFound
from fastapi import APIRouter, Response

STATIC = files("pages") / "static"
MEDIA_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
_SHORT = 12


@cache
def fingerprints() -> Mapping[str, str]:
    """Return the beginning of each file's SHA-256, by its name."""
    served = (file for file in STATIC.iterdir() if file.name.rpartition(".")[2] in MEDIA_TYPES)
    return {file.name: sha256(file.read_bytes()).hexdigest()[:_SHORT] for file in served}


def asset_routes(routes: APIRouter) -> None:
    """Serve the files."""

    @routes.get("/static/{fingerprint}/{name}")
    async def serve(fingerprint: str, name: str) -> Response:
        if fingerprints().get(name) != fingerprint:
            raise NotFound
        media_type = MEDIA_TYPES[name.rpartition(".")[2]]
        return Response((STATIC / name).read_bytes(), media_type=media_type, headers=FOR_EVER)
