"""Whatever arrives, in whatever order and however often: each application's history is the one its emitter wrote."""

import asyncio
from itertools import takewhile

from chassis.message import Message
from contracts.ids import uuid7
from hypothesis import given, settings
from hypothesis import strategies as st

from .toy import event, toy_process
from .world import World, memory_world

WORDS = st.sampled_from(["word", "word", "word", "timer-5", "fetch-x", "task", "raise", "refuse"])
HISTORIES = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=4)
POISON = ("raise", "refuse")


async def _deliver(world: World, arrivals: list[Message], sizes: list[int]) -> None:
    while arrivals:
        size = sizes.pop() if sizes else 3
        batch, arrivals = arrivals[:size], arrivals[size:]
        await world.take(*batch)


@settings(max_examples=80, deadline=None)
@given(histories=HISTORIES, sizes=st.lists(st.integers(1, 6), max_size=20), data=st.data())
def test_every_order_of_arrival_ends_alike(histories: list[list[str]], sizes: list[int], data: st.DataObject) -> None:
    subjects = [uuid7() for _ in histories]
    written = [
        event(subject, number, word)
        for subject, words in zip(subjects, histories, strict=True)
        for number, word in enumerate(words, start=1)
    ]
    arrivals = data.draw(st.permutations(written + data.draw(st.lists(st.sampled_from(written), max_size=10))))

    async def scenario() -> None:
        world = memory_world(toy_process())
        await _deliver(world, list(arrivals), list(sizes))
        for subject, words in zip(subjects, histories, strict=True):
            taken = tuple(takewhile(lambda word: word not in POISON, words))
            assert await world.tables.words(subject) == taken
            numbers: dict[str, list[int]] = {}
            for one in await world.tables.published(subject):
                numbers.setdefault(one.topic, []).append(one.sequence)
            assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
            assert world.storage.rows[subject].held == sum(word != "" for word in words[len(taken) :])

    asyncio.run(scenario())
