"""Between an entitlement and its beneficiary: whoever was erased needn't be told, and nobody tries for ever."""

import pytest
from benefits import effects
from benefits.domain.departing import DepartureTold, TellOfDeparture
from benefits.domain.holding import LeavingTold, RenewalTold, TellOfRenewal
from benefits.domain.lasting import SayItIsOver
from chassis.message import Message
from chassis.performer import performers_by_kind
from chassis.rows import Reply
from chassis.storage import Job
from contracts.event import Part
from contracts.ids import uuid7


async def gone(_: Message) -> Reply:
    return Reply(404, b"{}")


@pytest.mark.parametrize(
    "order",
    [
        TellOfRenewal(told=RenewalTold(application=uuid7())),
        TellOfDeparture(told=DepartureTold(application=uuid7(), hospital="H52020199001", left_on="2026-12-15")),
        SayItIsOver(told=LeavingTold(beneficiary=uuid7(), application=uuid7())),
    ],
    ids=lambda order: type(order).__name__,
)
async def test_whoever_was_erased_counts_as_told(order: Part) -> None:
    kind = type(order).__name__
    performer = performers_by_kind(effects.performers(gone))[kind]
    job = Job(uuid7(), uuid7(), kind, b"", 1, 1, uuid7(), None)
    assert await performer.perform(order, job)
