"""Whatever is heard, in whatever order: nothing breaks, no disease is granted twice, each choice is answered once."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from benefits.domain.entitlement import Entitlement
from benefits.domain.lasting import EndEntitlement, EndReason
from contracts.event import Event
from contracts.events.benefits import (
    DesignatedHospitalChosen,
    DesignatedHospitalLeft,
    EntitlementEnded,
    EntitlementGranted,
    EntitlementRefused,
    HospitalChoiceRefused,
)
from contracts.ids import uuid7
from contracts.vocabulary import Outcome
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .world import FIRST, OUTSIDE, SECOND, Person, World, chosen, closed, decided, hospitals, packs_with

Step = Callable[[World, "Applying"], Awaitable[object]]
MOST = 2


@dataclass(slots=True)
class Applying:
    """One application, and what its two sources have still to say, each in its own order."""

    person: Person
    disease: str
    id: UUID = field(default_factory=uuid7)
    choices: list[UUID] = field(default_factory=list)

    def from_intake(self) -> Event:
        """The submission first, then choices of hospitals."""
        if not self.choices:
            self.choices.append(self.id)
            return self.person.submission(self.disease)
        choice = uuid7()
        self.choices.append(choice)
        hospital = random.Random(choice.int).choice((FIRST, SECOND, OUTSIDE, "H99999999999"))
        return chosen(self.person.ref, hospital, self.person.world.harness.now, choice)


async def intake_says(world: World, one: Applying) -> None:
    await world.hear(one.from_intake(), one.id)


async def review_approves(world: World, one: Applying) -> None:
    state = world.harness.state(one.id)
    if isinstance(state, Entitlement) and state.approval is not None:
        return
    await world.hear(decided(world.harness.now), one.id)
    await world.hear(closed(world.harness.now), one.id)


async def review_rejects(world: World, one: Applying) -> None:
    state = world.harness.state(one.id)
    if state is None:
        await world.hear(closed(world.harness.now, Outcome.REJECTED), one.id)


async def the_agency_ends_it(world: World, one: Applying) -> None:
    await world.ask(EndEntitlement(reason=EndReason.GIVEN_UP), one.id)


async def a_hospital_leaves(world: World, one: Applying) -> None:
    del one
    world.directory = hospitals(SECOND)


async def people_are_told(world: World, one: Applying) -> None:
    if world.directory.parties[SECOND].suspended:
        await world.loses(SECOND, one.person, "2026-12-15")


async def it_comes_back(world: World, one: Applying) -> None:
    del one
    world.directory = hospitals()


async def days_pass(world: World, one: Applying) -> None:
    del one
    await world.harness.advance(timedelta(days=40))
    await world.settle()


async def years_pass(world: World, one: Applying) -> None:
    del one
    await world.harness.advance(timedelta(days=1_810))
    await world.settle()


STEPS: list[Step] = [
    *(intake_says, intake_says, intake_says, intake_says, review_approves, review_approves, review_approves),
    *(review_rejects, the_agency_ends_it, a_hospital_leaves, people_are_told, it_comes_back, days_pass, years_pass),
]
histories = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 4)), max_size=30)


@settings(deadline=None, max_examples=60)
@given(histories)
@example(
    [(intake_says, 0), (review_approves, 1), (days_pass, 0), (years_pass, 0), (intake_says, 1), (review_approves, 0)]
)
def test_any_history_ends_well(history: list[tuple[Step, int]]) -> None:
    asyncio.run(lived(history))


async def lived(history: list[tuple[Step, int]]) -> None:
    world = World(packs_with("520200", max_diseases_per_person=MOST))
    person = world.person()
    diseases = ("malignant_tumour", "malignant_tumour", "epilepsy", "bronchial_asthma", "aplastic_anaemia")
    everything = [Applying(person, disease) for disease in diseases]
    for step, which in history:
        await step(world, everything[which])
        assert world.harness.parked == []
        check_what_the_person_has(world, everything)
    check_each_is_told_once(world, everything)
    check_every_choice_is_answered(world, everything)
    assert len(world.said(DesignatedHospitalLeft)) <= 1


def check_what_the_person_has(world: World, everything: list[Applying]) -> None:
    today = world.harness.now.date()
    held = Counter(
        one.disease
        for one in everything
        if isinstance(state := world.harness.state(one.id), Entitlement)
        and state.in_force
        and (grant := state.grant) is not None
        and grant.start <= today <= (grant.end or today)  # one that was heard of late ends at its timer, in a moment
    )
    assert len(held) <= MOST
    assert all(count == 1 for count in held.values())


def check_each_is_told_once(world: World, everything: list[Applying]) -> None:
    for one in everything:
        granted, refused = world.said(EntitlementGranted, one.id), world.said(EntitlementRefused, one.id)
        assert len(granted) + len(refused) <= 1
        assert len(world.said(EntitlementEnded, one.id)) <= len(granted)


def check_every_choice_is_answered(world: World, everything: list[Applying]) -> None:
    for one in everything:
        told = [*world.said(DesignatedHospitalChosen, one.id), *world.said(HospitalChoiceRefused, one.id)]
        answered = Counter(answer.choice_id for answer in told)
        assert all(count == 1 for count in answered.values())
        state = world.harness.state(one.id)
        if isinstance(state, Entitlement) and state.is_decided:
            assert answered.keys() == set(one.choices[1:])
            assert state.choices == ()


def sources(person: Person) -> tuple[list[Event], list[Event]]:
    now = person.world.harness.now
    choices: list[Event] = [chosen(person.ref, hospital, now, uuid7()) for hospital in (FIRST, SECOND, OUTSIDE)]
    return [person.submission(), *choices], [decided(now), closed(now)]


@settings(deadline=None, max_examples=40)
@given(st.permutations([0] * 4 + [1] * 2))
def test_in_whatever_order_the_two_topics_arrive_the_outcome_is_the_same(order: list[int]) -> None:
    async def outcome() -> tuple[object, ...]:
        world = World()
        person, application = world.person(), uuid7()
        waiting = sources(person)
        for source in order:
            await world.hear(waiting[source].pop(0), application)
        state = world.entitlement(application)
        hospital = world.beneficiary(person.ref).hospitals[-1]
        told = [type(one.event).__name__ for one in world.harness.emitted]
        return state.grant is not None, len(state.assessments), hospital.hospital, told

    assert asyncio.run(outcome()) == (
        True,
        1,
        SECOND,
        ["EntitlementGranted", "DesignatedHospitalChosen", "DesignatedHospitalChosen", "HospitalChoiceRefused"],
    )
