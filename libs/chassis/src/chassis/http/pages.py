"""`/docs` without a script or a request to elsewhere: what the service answers, from its own OpenAPI document."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI, Response

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_PAGE = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}}
pre{{background:#f4f4f4;padding:1rem;overflow:auto}}summary{{cursor:pointer}}</style>
<h1>{title}</h1><p><a href="openapi.json">openapi.json</a></p>{operations}<h2>Schemas</h2>{schemas}"""


def docs_routes(app: FastAPI) -> APIRouter:
    """Return the page, and the document it is made from."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def docs() -> Response:
        return Response(_page(app.openapi()), media_type="text/html", headers={"content-security-policy": POLICY})

    @router.get("/openapi.json")
    async def openapi() -> Response:
        return Response(json.dumps(app.openapi(), ensure_ascii=False), media_type="application/json")

    return router


def _page(document: dict[str, Any]) -> str:
    schemas = document.get("components", {}).get("schemas", {})
    return _PAGE.format(
        title=escape(document["info"]["title"]),
        operations="".join(_operations(document["paths"])),
        schemas="".join(_folded(name, schema) for name, schema in schemas.items()),
    )


def _operations(paths: dict[str, Any]) -> Iterator[str]:
    for path, item in paths.items():
        for method, operation in item.items():
            yield f"<h3><code>{method.upper()} {escape(path)}</code></h3>"
            yield f"<p>{escape(operation.get('description', ''))}</p>"
            yield _folded("details", operation)


def _folded(name: str, content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return f"<details><summary>{escape(name)}</summary><pre>{escape(text)}</pre></details>"
