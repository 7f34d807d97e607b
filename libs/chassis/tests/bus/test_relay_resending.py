"""A bus that lost the end of what it had acknowledged is given it once more, in order, before what is new."""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from chassis.relay.outbox import MOVE
from chassis.relay.partitions import maintain
from chassis.relay.resending import NOW, resend
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .relaying import relaying

SENT = """
insert into outbox_sent (id, topic, subject, headers, value, created_at, sent_at)
select n, $1, gen_random_uuid(), '{}', n::text::bytea, now(), now() from generate_series($2::int, $3::int) n
"""


async def now(outbox: Outbox) -> datetime:
    moment: datetime = await outbox.pool.fetchval(NOW)
    return moment


@pytest.mark.integration
async def test_what_a_topic_lost_comes_again_in_order_and_before_what_is_new(outbox: Outbox, broker: Broker) -> None:
    topic, subject = await broker.topic(), uuid4()
    before = await now(outbox)
    async with relaying(outbox, broker):
        await outbox.add(topic, *(str(number).encode() for number in range(50)), subject=subject)
        await eventually(outbox.empty)
    await broker.forget(topic)
    await outbox.add(topic, b"new", subject=subject)
    await resend(outbox.pool, before)
    await broker.topic(topic)
    async with relaying(outbox, broker):
        await eventually(outbox.empty, within=15)
    published = [record.value for record in await broker.records(topic)]
    assert published == [*(str(number).encode() for number in range(50)), b"new"]
    assert await outbox.sent() == published


async def test_what_was_sent_before_or_on_another_topic_stays(outbox: Outbox) -> None:
    await outbox.pool.execute(SENT, "long.ago", 1, 3)
    since = await now(outbox)
    await outbox.pool.execute(SENT, "another", 4, 7)
    await outbox.pool.execute(SENT, "wanted", 8, 12)
    resent = await resend(outbox.pool, since, topic="wanted")
    assert (resent.events, resent.whole) == (5, True)
    assert await outbox.only_waiting("wanted", 5)
    assert len(await outbox.sent()) == 7


async def test_pages_come_to_an_end_though_what_went_out_again_is_sent_anew(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.relay.resending.PAGE", 4)
    since = await now(outbox)
    await outbox.pool.execute(SENT, "t", 1, 10)
    until, pages = None, []
    while True:
        resent = await resend(outbox.pool, since, until)
        pages.append(await _published(outbox))
        until = resent.until
        if resent.whole:
            break
    assert pages == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]


async def test_of_two_who_do_it_at_once_nothing_comes_twice(outbox: Outbox) -> None:
    since = await now(outbox)
    await outbox.pool.execute(SENT, "t", 1, 100)
    both = await asyncio.gather(*(resend(outbox.pool, since) for _ in range(2)))
    assert sum(resent.events for resent in both) == 100
    assert await outbox.only_waiting("t", 100)


async def test_it_finds_what_was_sent_on_any_day(outbox: Outbox) -> None:
    async with outbox.pool.acquire() as connection:
        await maintain(connection, keep_days=30)
    since = await now(outbox)
    await outbox.pool.execute(SENT, "t", 1, 2)
    await outbox.pool.execute("update outbox_sent set sent_at = sent_at + interval '1 day' where id = 2")
    resent = await resend(outbox.pool, since, since + timedelta(days=2))
    assert resent.events == 2


async def _published(outbox: Outbox) -> list[int]:
    """Publish what waits, as the relay does; return the ids."""
    rows = await outbox.pool.fetch("select id from outbox order by id")
    ids = [row["id"] for row in rows]
    await outbox.pool.execute(MOVE, ids)
    return ids
