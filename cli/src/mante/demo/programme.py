"""What is played, and playing it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from mante.demo.story import (
    bad_papers,
    counter,
    elsewhere,
    everywhere,
    first_time,
    insured,
    rejected,
    several_channels,
    several_diseases,
    short_messages,
    supplements,
    time_passes,
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
        several_channels.applied_in_several_channels,
        bad_papers.papers_missing,
        insured.entitled_already,
        withdrawals.withdrawal_races_the_verdict,
        several_diseases.three_diseases_on_one_form,
        several_diseases.four_diseases_on_one_form,
        elsewhere.insured_here_living_elsewhere,
        counter.taken_in_with_a_gap,
        first_time.approved_on_the_bus,
        rejected.rejected_by_a_panel,
        withdrawals.withdrawn_in_time,
        withdrawals.withdrawn_from_the_agency,
        everywhere.through_the_website,
        everywhere.through_the_account,
        everywhere.through_sichuans_app,
        bad_papers.paper_unfit,
        supplements.supplemented_for_the_agency,
        first_time.by_an_agent,
        everywhere.by_an_agent_in_nanchong,
        rejected.rejected_without_a_report,
        counter.scanned,
        insured.register_fails,
        short_messages.gateway_throttles,
    ),
    as_time_passes=(time_passes.deadline_missed, time_passes.a_month_without_a_word),
)
_TOGETHER = 10


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
