"""What a trial is told as: a table for people, one document for programs."""

from typing import Any

from mante.faults.finding import Kind
from mante.faults.outcome import Outcome, Tried

COLUMNS = ("id", "fault", "injected", "lost", "twice", "out of order", "recovery s", "goal s", "")
COUNTED = (Kind.LOST, Kind.TWICE, Kind.OUT_OF_ORDER)


def rows(outcome: Outcome) -> list[dict[str, Any]]:
    """Return a row for each fault; what was found of an application counts at each fault that it lived through."""
    return [_row(one) for one in outcome.tried]


def document(outcome: Outcome) -> dict[str, Any]:
    """Return the figures."""
    return {
        "faults": len({one.fault.id for one in outcome.tried if one.confirmed}),
        "injections": sum(len(one.confirmed) for one in outcome.tried),
        "applications": outcome.applications,
        "events": outcome.events,
        **{kind.value: outcome.count(kind) for kind in Kind},
        "republished": outcome.republished,
        "recovery": [
            {"id": one.fault.id, "fault": one.fault.name, "seconds": one.recovery, "goal": one.fault.goal}
            for one in outcome.tried
        ],
        "failures": [f"{one.fault.id} {one.fault.name}: {why}" for one in outcome.tried for why in one.failures],
        "not_run": [f"{one.fault.id} {one.fault.name}: {one.not_run}" for one in outcome.tried if one.not_run],
        "findings": [f"{finding.kind.value}: {finding.what}" for finding in outcome.findings],
        "seconds": round(outcome.seconds, 1),
        "passed": outcome.passed,
        "failed": outcome.failed,
    }


def closing(outcome: Outcome) -> str:
    """Return the last line."""
    return f"{outcome.passed} passed, {outcome.failed} failed"


def _row(one: Tried) -> dict[str, Any]:
    counts = [sum(finding.kind is kind for finding in one.findings) for kind in COUNTED]
    slowest = "" if one.slowest is None else f"{one.slowest:.1f}"
    injected = f"{len(one.confirmed)}/{one.fault.times}"
    told = (one.fault.id, one.fault.name, injected, *counts, slowest, f"{one.fault.goal:g}")
    verdict = "not run" if one.not_run else "" if one.passed else "FAILED"
    return dict(zip(COLUMNS, (*told, verdict), strict=True))
