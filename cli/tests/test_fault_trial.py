"""What a trial is made of: a table that can be trusted, points that confirm, and figures that add up."""

import asyncio
import random
import signal
import sys
import time
from pathlib import Path

import pytest
from mante.faults import report
from mante.faults.catalogue import QUICK
from mante.faults.finding import Finding, Kind, Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.load.spans import Spans
from mante.faults.nemesis import Nemesis
from mante.faults.outcome import Outcome, Tried
from mante.faults.points import Points
from mante.faults.table import Fault
from mante.faults.trial import attributed
from mante.faults.widely import full

A = "00000000-0000-7000-8000-00000000000a"
PASS = (
    "import sys; from pathlib import Path; from chassis.failpoints import *; "
    "switch_on(Path(sys.argv[1]), 'review'); reach(Point.PUBLISHED)"
)


async def nothing(_: Ground) -> Injected:
    raise Unconfirmed("nothing happened")


def test_the_quick_profile_has_faults_and_injections_enough() -> None:
    assert len({fault.id for fault in QUICK}) >= 25
    assert sum(fault.times for fault in QUICK) >= 40
    assert len({(fault.id, fault.name) for fault in QUICK}) == len(QUICK)


def test_the_full_profile_has_each_point_of_each_service() -> None:
    assert len({fault.id for fault in full()}) >= 100
    assert sum(fault.times for fault in full()) >= 400
    assert len({(fault.id, fault.name) for fault in full()}) == len(full())


def test_the_same_seed_picks_the_same_faults() -> None:
    def picked(seed: int) -> list[tuple[Fault, float]]:
        nemesis, chance = Nemesis(QUICK, 1.0, seed), random.Random(seed)
        return [each for _ in range(20) for each in nemesis.pick(chance)]

    assert picked(7) == picked(7)
    assert picked(7) != picked(8)


async def test_a_point_tells_who_came_by(tmp_path: Path) -> None:
    points = Points(tmp_path)
    points.arm("review.published")
    passing = await asyncio.create_subprocess_exec(sys.executable, "-c", PASS, tmp_path / "failpoints")
    assert (await points.hit("review.published", within=20)).pid == passing.pid
    assert await passing.wait() == -signal.SIGKILL
    assert list((tmp_path / "failpoints").iterdir()) == []


async def test_a_point_that_nobody_passes_is_not_confirmed_and_not_left_armed(tmp_path: Path) -> None:
    points = Points(tmp_path)
    points.arm("review.published")
    with pytest.raises(Unconfirmed, match=r"nobody came by review\.published"):
        await points.hit("review.published", within=0.05)
    assert list((tmp_path / "failpoints").iterdir()) == []


def tried(*, confirmed: int, failures: int = 0, id_: str = "K08") -> Tried:
    return Tried(Fault(id_, "a relay ends", nothing, times=2), ["seen"] * confirmed, [1.5], ["late"] * failures)


def outcome(findings: list[Finding], *all_tried: Tried) -> Outcome:
    return Outcome(all_tried, findings, applications=7, events=90, republished=2, seconds=3.0)


def test_a_fault_passes_only_if_each_injection_was_seen_and_all_was_over_in_time() -> None:
    assert tried(confirmed=2).passed
    assert not tried(confirmed=1).passed
    assert not tried(confirmed=2, failures=1).passed


def test_the_last_line_counts_faults_and_promises() -> None:
    all_well = outcome([], tried(confirmed=2))
    assert report.closing(all_well) == f"{1 + len(Kind)} passed, 0 failed"
    lost = outcome([Finding(Kind.LOST, A)], tried(confirmed=2), tried(confirmed=1, id_="F01"))
    assert report.closing(lost) == f"{len(Kind)} passed, 2 failed"


def test_what_could_not_be_tried_here_has_neither_passed_nor_failed() -> None:
    left_out = tried(confirmed=0, id_="F49")
    left_out.not_run = "no clock here"
    told = outcome([], tried(confirmed=2), left_out)
    assert report.closing(told) == f"{1 + len(Kind)} passed, 0 failed"
    assert report.rows(told)[1][""] == "not run"
    assert report.document(told)["not_run"] == ["F49 a relay ends: no clock here"]


def test_the_document_has_the_figures_by_name() -> None:
    told = report.document(outcome([Finding(Kind.TWICE, A), Finding(Kind.TWICE, "b")], tried(confirmed=2)))
    figures = ("faults", "injections", "applications", "lost", "twice", "out_of_order", "unsettled", "invented")
    assert [told[name] for name in figures] == [1, 2, 7, 0, 2, 0, 0, 0]
    assert told["recovery"] == [{"id": "K08", "fault": "a relay ends", "seconds": [1.5], "goal": 15.0}]


def test_what_is_found_of_an_application_counts_at_the_faults_it_lived_through() -> None:
    now = time.monotonic()
    spans = Spans(began={A: now - 10}, ended={A: now - 5})
    before, during, after = tried(confirmed=2), tried(confirmed=2), tried(confirmed=2)
    before.windows, during.windows, after.windows = [(now - 20, now - 11)], [(now - 6, now - 4)], [(now - 3, now)]
    attributed([before, during, after], [Finding(Kind.LOST, f"something of {A}")], spans)
    assert [len(one.findings) for one in (before, during, after)] == [0, 1, 0]
    assert report.rows(outcome([], during))[0]["lost"] == 1


def test_what_an_injection_finds_by_itself_is_among_the_figures() -> None:
    one, found = tried(confirmed=2), Finding(Kind.TWICE, "a replay in benefits")
    one.findings.append(found)
    told = report.document(outcome(attributed([one], [], Spans(began={}, ended={})), one))
    assert (told["twice"], told["findings"], told["failed"]) == (1, ["twice: a replay in benefits"], 2)
