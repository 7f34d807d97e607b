"""What the HTTP side of a service may reach: kept with the application, found through the request."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

from fastapi import FastAPI, Request

from chassis.asking import Counter
from chassis.bus.party_topics import PartyTopics
from chassis.http.addresses import Addresses
from chassis.http.limits import Buckets
from chassis.parties.refreshing import Parties


@dataclass(slots=True)
class Inside:
    """`buckets` are the parties'. `topics` is None for a service without the bus. `stopping` ends long polls."""

    parties: Parties
    counter: Counter
    topics: PartyTopics | None
    buckets: Buckets
    addresses: Addresses
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


def put_inside(app: FastAPI, inside: Inside) -> None:
    """Keep `inside` with the application."""
    app.state.inside = inside


def inside_of(request: Request) -> Inside:
    """Return what the request's application keeps."""
    return cast("Inside", request.app.state.inside)
