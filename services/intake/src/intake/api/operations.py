"""What an operator may do with persons: erase one for good, and wrap their keys anew. Never at the front door."""

from typing import Annotated
from uuid import UUID

from chassis.http.bodies import read_model
from chassis.http.calls import taking
from chassis.http.inside import inside_of
from chassis.http.operators import OPERATOR, operators_only
from chassis.parked import Parked
from fastapi import APIRouter, Depends, Request
from pages.sessions import Sessions
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from intake.sign_ins.store import SignIns
from intake.store import Applications
from intake.vault.store import Vault


class Erasure(BaseModel):
    """Why a person is erased; kept in the audit, so it names nobody."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    reason: Annotated[str, Field(min_length=1, max_length=200)]


class Erased(BaseModel):
    """Whether there was a person to erase, and how many of their applications were erased with them."""

    person: bool
    applications: int


class Wrapped(BaseModel):
    """How many data keys were wrapped anew; call again until it is 0."""

    keys: int


def router(
    vault: Vault, applications: Applications, sessions: Sessions, sign_ins: SignIns, token: SecretStr
) -> APIRouter:
    """Return the operator's routes, behind the operator's token."""
    routes = APIRouter(tags=["operations"], dependencies=[Depends(operators_only(token))])

    @routes.post("/operations/persons/{person_ref}/erasure", **taking(Erasure, Erased, keyed=False))
    async def erase_a_person(person_ref: UUID, request: Request) -> Erased:
        """Destroy a person's data key, then forget their applications. Interrupted, it may simply be asked again.

        Whoever is signed in as this person is so no longer.
        """
        reason = (await read_model(request, Erasure)).reason
        erased = await vault.erase(person_ref, OPERATOR, reason)
        await sessions.end_all_of(str(person_ref))
        await sign_ins.forget(person_ref)
        engine = inside_of(request).counter.engine
        found = await applications.of_person(person_ref)
        for application_id in found:
            await Parked(engine.storage, engine).erase(application_id, reason, OPERATOR)
        return Erased(person=erased, applications=len(found))

    @routes.post("/operations/vault/wrapping")
    async def wrap_keys_anew() -> Wrapped:
        """Wrap data keys that a former vault key wrapped under the current one, some hundreds at a time."""
        return Wrapped(keys=await vault.wrap_anew())

    return routes
