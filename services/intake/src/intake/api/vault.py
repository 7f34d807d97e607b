"""The vault for other services: one question, with a purpose, audited; never routed by the front door."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from chassis.decision import NotFound
from chassis.http.bearer import ByToken
from chassis.http.bodies import read_model
from chassis.http.problems import Problem
from chassis.vault import VaultRead
from fastapi import APIRouter, Depends, Request

from intake.vault.purposes import needed_for
from intake.vault.store import Gone, Reading, Vault


def router(vault: Vault, readers: Mapping[str, str]) -> APIRouter:
    """Return the route for `readers`: services by name, each with the SHA-256 of its token in hex."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/internal/vault/read")
    async def read(request: Request, reader: Annotated[str, Depends(ByToken(readers))]) -> dict[str, str]:
        """Return the fields asked for; 403 if the purpose doesn't need them, 404 for the unknown and the erased."""
        asked = await read_model(request, VaultRead)
        reading = _reading(asked, reader)
        try:
            found = await vault.read(asked.person_ref, reading)
        except Gone:
            raise NotFound from None
        return {field.value: value for field, value in found.items()}

    return routes


def _reading(asked: VaultRead, reader: str) -> Reading:
    try:
        fields = needed_for(asked.purpose, asked.fields)
    except KeyError:
        raise Problem(HTTPStatus.FORBIDDEN, "PURPOSE_NOT_ALLOWED", "该用途不能读取所请求的信息。") from None
    return Reading(fields, asked.purpose, reader, asked.on_behalf_of)
