"""What is played, and playing it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from mante.demo.story import (
    bad_papers,
    first_time,
    insured,
    rejected,
    short_messages,
    supplements,
    time_passes,
    two_channels,
    two_diseases,
    withdrawals,
)
from mante.demo.story.scene import Scene

Story = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True)
class Programme:
    """What is played: most of it at once, as in life; the rest one after the other, when nothing else is under way."""

    at_once: tuple[Story, ...]
    as_time_passes: tuple[Story, ...] = ()


WHOLE = Programme(
    at_once=(
        short_messages.gateway_times_out,  # takes longest: it waits for a time-out
        first_time.approved_by_a_script,
        first_time.approved_by_a_panel,
        supplements.supplemented_for_a_hospital,
        rejected.rejected_and_applied_again,
        two_channels.applied_in_two_channels,
        bad_papers.papers_missing,
        insured.entitled_already,
        withdrawals.withdrawal_races_the_verdict,
        two_diseases.two_diseases_on_one_form,
        first_time.approved_on_the_bus,
        rejected.rejected_by_a_panel,
        withdrawals.withdrawn_in_time,
        bad_papers.paper_unfit,
        supplements.supplemented_for_the_agency,
        first_time.by_an_agent,
        insured.register_fails,
        short_messages.gateway_throttles,
    ),
    as_time_passes=(time_passes.deadline_missed, time_passes.draft_expires),
)
_TOGETHER = 6


async def perform(scene: Scene, stories: Sequence[Story], interrupt: Callable[[], Awaitable[None]]) -> None:
    """Play stories at once; `interrupt` comes when a third of them have ended.

    The first that goes astray ends it all.
    """
    turns, ended, enough = asyncio.Semaphore(_TOGETHER), 0, asyncio.Event()

    async def play(story: Story) -> None:
        nonlocal ended
        async with turns:
            await story(scene)
        ended += 1
        if ended * 3 >= len(stories):
            enough.set()

    async def interrupt_in_the_middle() -> None:
        await enough.wait()
        await interrupt()

    async with asyncio.TaskGroup() as group:
        group.create_task(interrupt_in_the_middle())
        for story in stories:
            group.create_task(play(story))
