"""The FastAPI application of a service: routes, errors as problems, the log around them, the documents about them."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from chassis.http import problems
from chassis.http.access import Access
from chassis.http.pages import docs_routes


def new_application(service: str, routers: Sequence[APIRouter], *, documented: bool) -> FastAPI:
    """Return the application; `documented` shows `/docs` and `/openapi.json`."""
    app = FastAPI(title=f"Mante {service}", openapi_url=None, docs_url=None, redoc_url=None)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    problems.install(app)
    app.add_middleware(Access, service=service)
    for router in routers:
        app.include_router(router)
    if documented:
        app.include_router(docs_routes(app))
    return app


def _document(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        _lift_definitions(document)
        app.openapi_schema = document
    return app.openapi_schema


def _lift_definitions(document: dict[str, Any]) -> None:
    """Move the definitions that hand-written bodies bring with them to where OpenAPI looks for them."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for item in document["paths"].values():
        for operation in item.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                schemas.update(content.get("schema", {}).pop("$defs", {}))
