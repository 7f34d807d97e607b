"""Events of one's own come back over the bus; where nothing is decided by one, no transaction is made for it."""

from dataclasses import replace
from uuid import UUID

import pytest
from chassis.engine import Engine
from chassis.message import Message
from chassis.process import Process
from contracts.events.review import TaskAssigned, WithdrawalRefused
from contracts.ids import uuid7

from .toy import Tally, event, take_any_word, toy_process

OURS = "review.cases.v1"
OTHER = UUID(int=7)


def hears_ours(*, addressed: bool) -> Process[Tally]:
    process = toy_process()
    process.on(WithdrawalRefused, take_any_word, subject=(lambda _: OTHER) if addressed else None)
    return process


def ours(kind: str = "mante.CaseClosed.v1", **more: object) -> Message:
    return event(uuid7(), 1, source=OURS, type=kind, **more)


@pytest.mark.parametrize("process", [toy_process(), hears_ours(addressed=True)], ids=["nothing", "addressed"])
async def test_an_event_of_our_own_that_nothing_is_decided_by_costs_no_transaction(process: Process[Tally]) -> None:
    await Engine(process, storage=None).handle([ours()])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "message",
    [
        ours(WithdrawalRefused.type_name()),
        ours(TaskAssigned.type_name()),
        ours("mante.SomethingNew.v1"),
        ours(fault="body: empty"),
        replace(ours(), source="intake.applications.v1"),
    ],
    ids=["decided by", "of another topic", "unknown", "unreadable", "another's"],
)
def test_what_may_matter_is_not_passed_over(message: Message) -> None:
    assert not hears_ours(addressed=True).overhears(message)


def test_where_an_event_of_our_own_has_a_turn_all_before_it_are_counted() -> None:
    assert not hears_ours(addressed=False).overhears(ours())
