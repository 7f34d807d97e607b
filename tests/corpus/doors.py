"""Every door of a service's HTTP side, also those that no document names."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.ids import uuid7
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

_PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")
_IN_PATHS = {"code": "D520201000001", "number": "1", "parked_id": "1", "name": "none.css"}
_NUMBER_OF_NOTHING = {"number": "LP20261127504250791"}
"""What stands in a path for a parameter that is no id."""


@dataclass(frozen=True, slots=True)
class Door:
    """An operation: its method, its path with the parameters' names in it, and the names that its query may hold."""

    method: str
    path: str
    query: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the tables call it."""
        return f"{self.method} {self.path}"

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the parameters in its path."""
        return tuple(_PLACE.findall(self.path))

    def at(self, **known: object) -> str:
        """Return an address of it; an id that isn't `known` is nobody's."""

        def fill(place: re.Match[str]) -> str:
            usual = _IN_PATHS | (_NUMBER_OF_NOTHING if "entitlements" in self.path else {})
            return str(known.get(place[1], usual.get(place[1]) or uuid7()))

        return _PLACE.sub(fill, self.path)


def doors_of(app: FastAPI) -> list[Door]:
    """Return all doors, whether or not the OpenAPI document has them."""
    found = (
        Door(method, route.path or "", _query(getattr(route.original_route, "dependant", None)))
        for route in iter_route_contexts(app.routes)
        for method in sorted(set(route.methods or ()) - {"HEAD"})
    )
    return sorted(found, key=lambda door: door.name)


def _query(dependant: Any) -> tuple[str, ...]:  # noqa: ANN401 - FastAPI's
    return tuple(str(parameter.alias) for parameter in dependant.query_params) if dependant else ()


def bodies_of(app: FastAPI) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the name of each documented door that takes JSON, with the schema of its body."""
    document = json.loads(json.dumps(app.openapi()).replace("#/components/schemas/", "#/$defs/"))
    definitions = document["components"]["schemas"]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield f"{method.upper()} {path}", {**content["application/json"]["schema"], "$defs": definitions}
