"""One injection after the other: what nobody saw, what is late, and what needs a lease to run out."""

import asyncio
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.in_turn import InTurn
from mante.faults.injecting import disks
from mante.faults.injection import in_full
from mante.faults.nemesis import Nemesis
from mante.faults.outcome import Tried
from mante.faults.table import Fault


@dataclass
class Still:
    """A system that is at rest at once; or when `rests` is set, or never."""

    never: bool = False
    rests: asyncio.Event | None = None
    looked: int = 0

    async def all_ready(self) -> None:
        self.looked += 1

    async def still(self, within: float) -> None:
        assert within > 0

    async def at_rest(self, within: float, effects_of: str | None) -> float:
        assert within > 0
        if self.never:
            raise TimeoutError(f"{effects_of}: 1 effects not done")
        if self.rests:
            await self.rests.wait()
        return 7.5


@dataclass
class Nobody:
    """A load of nobody; it says in which order it was asked."""

    asked: list[str] = field(default_factory=list)
    applications: int = 0

    def hurry(self) -> None:
        self.asked.append("hurry")

    async def reaches(self, applications: int) -> None:
        self.asked.append(f"reach {applications}")

    async def close(self) -> None:
        self.asked.append("close")


@dataclass
class Place:
    """All that an injection is given here."""

    watch: Still = field(default_factory=Still)
    load: Nobody = field(default_factory=Nobody)

    @property
    def programs(self) -> Still:
        return self.watch


async def seen(_: Ground) -> Injected:
    return Injected("seen", since=5.0)


async def unseen(_: Ground) -> Injected:
    raise Unconfirmed("nobody came by")


async def broken(_: Ground) -> Injected:
    raise ZeroDivisionError


def as_ground(place: Place) -> Ground:
    return cast("Ground", place)


def nothing(_: str) -> None:
    """Nobody listens."""


async def test_recovery_counts_from_what_the_injection_says() -> None:
    one = Tried(Fault("K01", "seen", seen))
    assert await in_full(as_ground(Place()), one, nothing) is None
    assert (one.confirmed, one.recovery, one.failures, one.passed) == (["seen"], [2.5], [], True)


async def test_what_nobody_saw_and_what_broke_fail_and_count_for_nothing() -> None:
    for inject, why in ((unseen, "nobody came by"), (broken, "ZeroDivisionError()")):
        one = Tried(Fault("K01", "x", inject))
        await in_full(as_ground(Place()), one, nothing)
        assert (one.confirmed, one.recovery, one.failures, one.passed) == ([], [], [why], False)


async def test_what_does_not_come_to_rest_fails_and_says_what_is_left() -> None:
    one = Tried(Fault("K34", "x", seen, effects_of="notify"))
    await in_full(as_ground(Place(Still(never=True))), one, nothing)
    assert one.failures == ["not at rest after 60 s: notify: 1 effects not done"]
    assert not one.passed


async def test_others_go_on_while_a_lease_runs_out() -> None:
    place = Place(Still(rests=asyncio.Event()))
    slow = Tried(Fault("K34", "x", seen, slow=True))
    task = await in_full(as_ground(place), slow, nothing)
    assert task is not None
    assert slow.recovery == []
    assert place.watch.rests is not None
    place.watch.rests.set()
    await task
    assert slow.recovery == [2.5]


async def test_who_wants_to_be_alone_comes_when_all_have_gone() -> None:
    place, order = Place(), list[str]()

    def named(name: str) -> Fault:
        async def inject(_: Ground) -> Injected:
            order.append(f"{name} after {place.load.asked}")
            return Injected(name, since=0.0)

        return Fault(name, name, inject, alone=name == "F22", times=1 if name == "F22" else 2)

    tried = await InTurn([named("F22"), named("K01")], 500)(as_ground(place), nothing)
    assert order == ["K01 after []", "K01 after []", "F22 after ['hurry', 'reach 500', 'close']"]
    assert all(one.passed for one in tried)


async def test_what_this_machine_is_not_one_for_is_told_and_not_tried() -> None:
    (one,) = await InTurn([Fault("F49", "x", broken, cannot=lambda: "no clock here")], 1)(as_ground(Place()), nothing)
    assert (one.not_run, one.failures) == ("no clock here", [])


async def test_what_a_seed_picks_and_nobody_sees_counts_for_nothing() -> None:
    faults = [Fault("K01", "x", seen), Fault("K02", "y", unseen)]
    nemesis = Nemesis([*faults, Fault("K03", "z", seen)], 0.0, seed=1)
    for fault in faults:
        await nemesis._later(as_ground(Place()), fault, 0.0, nothing)
    tried = await nemesis(as_ground(Place()), nothing)
    assert [(one.fault.id, one.fault.times, one.passed) for one in tried] == [("K01", 1, True), ("K02", 0, True)]


def test_a_machine_that_cannot_refuse_writes_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scope = tmp_path / "ptrace_scope"
    monkeypatch.setattr(disks, "_SCOPE", scope)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert disks.cannot() == "this machine has no strace"
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/strace")
    assert disks.cannot() == ""
    scope.write_text("1\n")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert disks.cannot() == "only root may trace programs here"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert disks.cannot() == ""
