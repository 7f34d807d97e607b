"""What the compatibility gate refuses, and what it lets pass."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from contracts.compatibility.catalogue import compare
from contracts.compatibility.finding import Finding, Severity
from contracts.compatibility.snapshot import Snapshot, today

Change = Callable[[dict[str, Any]], object]

SENT_TO_US, TOLD_BY_US = "VerdictGiven.v1", "ReviewDecided.v1"


def after(event: str, change: Change) -> list[Finding]:
    """Return what the gate finds when the event's schema is changed."""
    then, now = today(), today()
    change(now.schemas[event])
    return compare(then, now)


def field(name: str, **keywords: object) -> Change:
    return lambda schema: schema["properties"][name].update(keywords)


def part(name: str, inner: str, **keywords: object) -> Change:
    return lambda schema: schema["$defs"][name]["properties"][inner].update(keywords)


def added(name: str, *, required: bool) -> Change:
    def change(schema: dict[str, Any]) -> None:
        schema["properties"][name] = {"type": "string"}
        schema["required"] += [name] if required else []

    return change


def test_todays_models_break_nothing_of_today() -> None:
    assert compare(today(), today()) == []


REFUSED: dict[str, tuple[str, Change, str]] = {
    "a removed field": (TOLD_BY_US, lambda s: s["properties"].pop("criteria"), "criteria: field removed"),
    "a removed required field": (TOLD_BY_US, lambda s: s["properties"].pop("verdict"), "verdict: field removed"),
    "a removed field of a part": (
        TOLD_BY_US,
        lambda s: s["$defs"]["AssessedBy"]["properties"].pop("on"),
        "assessed_by[].on: field removed",
    ),
    "a narrowed type": (TOLD_BY_US, field("round", type="boolean"), "round: type 'integer' became 'boolean'"),
    "a type narrowed within a list": (
        TOLD_BY_US,
        lambda s: s["properties"]["criteria"]["items"].update(type="integer"),
        "criteria[]: type 'string' became 'integer'",
    ),
    "a value that may no longer be absent": (
        TOLD_BY_US,
        lambda s: s["properties"].update(
            national_code=s["properties"]["national_code"]["anyOf"][0] | {"default": None}
        ),
        "national_code: may no longer be absent",
    ),
    "a new required field": (
        TOLD_BY_US,
        added("reviewer_count", required=True),
        "reviewer_count: field is required now",
    ),
    "a new required field from a party": (SENT_TO_US, added("seat", required=True), "seat: field is required now"),
    "an optional field that is required now": (
        TOLD_BY_US,
        lambda s: s["required"].append("reasons"),
        "reasons: field is required now",
    ),
    "a field that readers count on and may be left out now": (
        TOLD_BY_US,
        lambda s: s["required"].remove("decided_at"),
        "decided_at: field is no longer required",
    ),
    "a tightened pattern": (
        SENT_TO_US,
        field("practitioner", pattern="^D[0-9]{12}$"),
        "practitioner: pattern '^[A-Z]{1,2}[0-9]{6,18}$' became '^D[0-9]{12}$'",
    ),
    "a new pattern": ("MessageDue.v1", field("title", pattern="^.$"), "title: pattern (none) became '^.$'"),
    "a lower maximum": (TOLD_BY_US, field("round", maximum=5), "round: maximum 100 became 5"),
    "a higher minimum": (TOLD_BY_US, field("round", minimum=1), "round: minimum 0 became 1"),
    "a shorter text": ("MessageDue.v1", field("title", maxLength=40), "title: maxLength 500 became 40"),
    "a shorter list": (SENT_TO_US, field("criteria", maxItems=10), "criteria: maxItems 50 became 10"),
    "a list that may no longer be empty": (
        SENT_TO_US,
        field("criteria", minItems=1),
        "criteria: minItems (none) became 1",
    ),
    "another format": (TOLD_BY_US, field("decided_at", format="date"), "decided_at: format 'date-time' became 'date'"),
    "a removed enumeration value": (
        TOLD_BY_US,
        lambda s: s["$defs"]["ReviewStep"]["enum"].remove("expert_panel"),
        "step: enumeration lost ['expert_panel']",
    ),
    "an enumeration where any text was": (
        TOLD_BY_US,
        part("AssessedBy", "practitioner", enum=["D520201000001"]),
        "assessed_by[].practitioner: enum (none) became ['D520201000001']",
    ),
    "another default": (TOLD_BY_US, field("reasons", default=["NONE"]), "reasons: default [] became ['NONE']"),
    "a closed object": (
        TOLD_BY_US,
        lambda s: s.update(additionalProperties=False),
        "additionalProperties (none) became False",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_is(case: str) -> None:
    event, change, text = REFUSED[case]
    broken = [str(found) for found in after(event, change) if found.severity is Severity.BREAKING]
    assert [line.removeprefix(f"breaking: {event}").lstrip(": ") for line in broken] == [text]


PASSED: dict[str, tuple[str, Change, list[str]]] = {
    "a new optional field": (TOLD_BY_US, added("remote", required=False), []),
    "other words": (TOLD_BY_US, field("round", description="Which round."), []),
    "a wider enumeration": (
        TOLD_BY_US,
        lambda s: s["$defs"]["ReviewStep"]["enum"].append("second_opinion"),
        ["warning: ReviewDecided.v1 step: enumeration gained ['second_opinion']"],
    ),
    "looser bounds": (
        TOLD_BY_US,
        field("round", maximum=200),
        ["warning: ReviewDecided.v1 round: maximum 100 loosened to 200"],
    ),
    "a pattern that is given up": (
        SENT_TO_US,
        lambda s: s["properties"]["practitioner"].pop("pattern"),
        ["warning: VerdictGiven.v1 practitioner: pattern '^[A-Z]{1,2}[0-9]{6,18}$' loosened to (none)"],
    ),
    "a field that a party may leave out now": (
        SENT_TO_US,
        lambda s: s["required"].remove("practitioner"),
        ["warning: VerdictGiven.v1 practitioner: field is no longer required"],
    ),
}


@pytest.mark.parametrize("case", PASSED)
def test_let_pass_is(case: str) -> None:
    event, change, findings = PASSED[case]
    assert [str(finding) for finding in after(event, change)] == findings


def changed(change: Callable[[Snapshot], object]) -> list[str]:
    now = deepcopy(today())
    change(now)
    return [str(finding) for finding in compare(today(), now)]


def test_a_removed_event_is_refused() -> None:
    assert changed(lambda now: now.schemas.pop("CaseClosed.v1")) == ["breaking: CaseClosed.v1: event removed"]


def test_a_new_event_and_a_new_topic_are_no_findings() -> None:
    def grow(now: Snapshot) -> None:
        now.schemas["CaseReopened.v1"] = {"type": "object", "properties": {}}
        now.topics["review.appeals.v1"] = {"partitions": 12, "ingress": False, "events": ["CaseReopened.v1"]}

    assert changed(grow) == []


def test_an_event_that_moves_to_another_topic_is_refused() -> None:
    def move(now: Snapshot) -> None:
        now.topics["review.cases.v1"]["events"].remove("CaseClosed.v1")
        now.topics["notify.notices.v1"]["events"].append("CaseClosed.v1")

    assert changed(move) == ["breaking: CaseClosed.v1: moved from review.cases.v1 to notify.notices.v1"]


def test_a_removed_topic_is_refused_with_all_that_was_on_it() -> None:
    assert "breaking: notify.notices.v1: topic removed" in changed(lambda now: now.topics.pop("notify.notices.v1"))


@pytest.mark.parametrize(("partitions", "severity"), [(11, "breaking"), (24, "warning")])
def test_fewer_partitions_are_refused_and_more_are_warned_of(partitions: int, severity: str) -> None:
    (found,) = changed(lambda now: now.topics["review.cases.v1"].update(partitions=partitions))
    assert found.startswith(f"{severity}: review.cases.v1: partitions went from 12 to {partitions}")
