"""Bugs of Kafka's acknowledgements, and of the relay: its leadership, its marks, its order."""

from aiokafka import AIOKafkaConsumer
from chassis.bus import consumer
from chassis.bus.consumer import Consumer
from chassis.bus.fetching import Records
from chassis.bus.records import messages_of
from chassis.relay import outbox, relay
from chassis.relay.leader import Leader

from mante.simulation.mutations.mutation import Mutation, Patch
from mante.testing.mutations.bug import OnServers

READ_ON = """
select id, topic, subject, headers, value from outbox where topic <> all($1::text[]) and id > $3 order by id limit $2
"""
BUS = "libs/chassis/tests/bus"


def _acknowledges_first() -> list[Patch]:
    async def take(self: Consumer, records: Records, client: AIOKafkaConsumer) -> None:
        await consumer._acknowledge(client)  # noqa: SLF001 - a bug knows no privacy
        await self.handle(messages_of(records, self.process))

    return [(Consumer, "_take", take)]


def _acknowledges_what_failed() -> list[Patch]:
    async def again(_: Consumer, __: Records, client: AIOKafkaConsumer) -> None:
        await consumer._acknowledge(client)  # noqa: SLF001 - as above

    return [(Consumer, "_again", again)]


def _passes_over_what_failed() -> list[Patch]:
    async def again(*_: object) -> None:
        """Go on with the next records; their acknowledgement passes over these."""

    return [(Consumer, "_again", again)]


def _reads_on_from_a_mark() -> list[Patch]:
    marks: dict[str, int] = {}

    async def turn(self: Leader) -> int:
        mark = marks.get(self.name, 0)
        rows = await self.session.fetch(READ_ON, self._excluded(), outbox.PAGE, mark)
        producer = await self._ready()
        if rows and producer is not None:
            marks[self.name] = rows[-1]["id"]
            self._begin(producer, rows)
            await _all_is_settled(self)
        return len(rows) if await self._settle() else 0

    return [(Leader, "turn", turn)]


async def _all_is_settled(leader: Leader) -> None:
    """Wait for everything that is on its way."""
    for task in leader.pending():
        await task


def _leads_beside_another() -> list[Patch]:
    async def try_to_lead(_: object) -> bool:
        return True

    return [(relay, "try_to_lead", try_to_lead)]


def _takes_out_before_it_publishes() -> list[Patch]:
    async def turn(self: Leader) -> int:
        rows = await self.session.fetch(outbox.READ, self._excluded(), outbox.PAGE)
        producer = await self._ready()
        if rows and producer is not None:
            await self.session.execute(outbox.MOVE, [row["id"] for row in rows])
            self._begin(producer, rows)
            await _all_is_settled(self)
        return len(rows) if await self._settle() else 0

    return [(Leader, "turn", turn)]


BUGS = (
    OnServers(
        Mutation(
            "acknowledges-first",
            "records are acknowledged before they are decided",
            frozenset({"test_a_batch_that_never_ended_comes_again_after_a_restart"}),
            _acknowledges_first,
        ),
        f"{BUS}/test_consumer.py",
    ),
    OnServers(
        Mutation(
            "acknowledges-what-failed",
            "records whose batch failed are acknowledged",
            frozenset({"test_a_batch_that_failed_comes_again_whole_before_what_follows"}),
            _acknowledges_what_failed,
        ),
        f"{BUS}/test_consumer.py",
    ),
    OnServers(
        Mutation(
            "passes-over-what-failed",
            "records whose batch failed are neither parked nor read again",
            frozenset({"test_a_batch_that_failed_comes_again_whole_before_what_follows"}),
            _passes_over_what_failed,
        ),
        f"{BUS}/test_consumer.py",
    ),
    OnServers(
        Mutation(
            "reads-on-from-a-mark",
            "the relay reads on from the highest row that it had",
            frozenset({"test_nothing_is_lost_and_order_is_kept_while_leaders_are_cut_off"}),
            _reads_on_from_a_mark,
        ),
        f"{BUS}/test_relay_order.py",
    ),
    OnServers(
        Mutation(
            "leads-beside-another",
            "two relays publish at a time",
            frozenset({"test_one_leads_and_another_takes_over_within_five_seconds"}),
            _leads_beside_another,
        ),
        f"{BUS}/test_relay_leading.py",
    ),
    OnServers(
        Mutation(
            "takes-out-before-it-publishes",
            "rows leave the outbox before the bus has them",
            frozenset({"test_a_leader_cut_off_between_publishing_and_deleting_repeats_but_loses_nothing"}),
            _takes_out_before_it_publishes,
        ),
        f"{BUS}/test_relay_leading.py",
    ),
)
