"""Persons over HTTP: the one call that carries personal data, straight to the vault."""

from typing import Annotated
from uuid import UUID

from chassis.clock import Clock
from chassis.http.bodies import read_model
from chassis.http.calls import taking
from chassis.http.parties import Channel
from fastapi import APIRouter, Request
from policy.calendar import SHANGHAI
from pydantic import BaseModel, ConfigDict, Field

from intake.domain.identity import IdType
from intake.vault.person import Person
from intake.vault.store import Vault
from intake.vault.visits import Visits

Written = Annotated[str, Field(min_length=1, max_length=200, repr=False)]


class PersonGiven(BaseModel):
    """Who somebody is, as their identity document says; blanks and full-width digits in numbers do no harm."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id_type: IdType = IdType.RESIDENT
    id_number: Written
    name: Written
    phone: Written


class PersonRegistered(BaseModel):
    """The reference that stands for the person everywhere else."""

    person_ref: UUID


def router(vault: Vault, visits: Visits, clock: Clock) -> APIRouter:
    """Return the route under which channels register persons."""
    routes = APIRouter(tags=["persons"])

    @routes.post("/v1/persons", **taking(PersonGiven, PersonRegistered, keyed=False))
    async def register_a_person(request: Request, channel: Channel) -> PersonRegistered:
        """Register a person; the same person has the same reference through every channel, for ever.

        A later phone replaces the earlier one. 422 `IDENTITY_MISMATCH` if the document is known under another name.
        """
        given = await read_model(request, PersonGiven)
        today = clock.now().astimezone(SHANGHAI).date()
        person = Person.checked(given.id_type, given.id_number, given.name, given.phone, today)
        person_ref = await vault.register(person)
        if channel.level is None:  # a hospital hands one application in, and is shown no others
            await visits.note(person_ref, channel.code)
        return PersonRegistered(person_ref=person_ref)

    return routes
