"""Bugs of what Postgres holds and locks, of what it shows to whom, and of the log."""

import json
from collections.abc import Iterator
from datetime import datetime

from chassis.observing import redaction
from chassis.storage import loading, postgres, writing
from review import store
from review.api import worklist
from review.api.tasks import TaskShown
from review.store import Cases, Found

from mante.simulation.mutations.mutation import Mutation, Patch
from mante.testing.mutations.bug import OnServers

ANYBODYS = json.dumps([{"vote": None, "recalled": None}])
ENGINE = "libs/chassis/tests/engine"


def _locks_no_row() -> list[Patch]:
    return [(loading, "LOCK_ROWS", loading.LOCK_ROWS.replace("for update", ""))]


def _locks_no_key() -> list[Patch]:
    return [(loading, "HOLDERS", "select key, subject, note from reservations where key = any($1::text[])")]


def _leases_what_is_leased() -> list[Patch]:
    free = "and (lease_until is null or lease_until < clock_timestamp())"
    return [(postgres, "CLAIM", postgres.CLAIM.replace(free, ""))]


def _lists_anybodys_tasks() -> list[Patch]:
    async def open_at(self: Cases, _: str, most: int) -> list[Found]:
        found = await self.pool.fetch(store.OPEN_AT, ANYBODYS, most)
        return [self._found(row) for row in found]

    def open_tasks(_: str, found: Found, now: datetime) -> Iterator[TaskShown]:
        review = found.case.review
        return (TaskShown.of(found.application_id, review, task, now) for task in review.tasks) if review else iter(())

    return [(Cases, "open_at", open_at), (worklist, "_open_at", open_tasks)]


def _stars_nothing_out() -> list[Patch]:
    def starred(text: str) -> str:
        return text

    return [(redaction, "_starred", starred)]


def _keeps_no_answer() -> list[Patch]:
    return [(writing, "ADD_ANSWERS", writing.ADD_ANSWERS + "limit 0")]


BUGS = (
    OnServers(
        Mutation(
            "locks-no-row",
            "an application's row is read without its lock, and written whatever another wrote meanwhile",
            frozenset({"test_of_two_decisions_on_one_application_at_once_neither_is_lost"}),
            _locks_no_row,
        ),
        f"{ENGINE}/test_outages.py",
    ),
    OnServers(
        Mutation(
            "locks-no-key",
            "whether a key is free is looked up without its lock",
            frozenset({"test_a_key_has_one_winner_among_many_at_the_same_instant"}),
            _locks_no_key,
        ),
        f"{ENGINE}/test_timers_and_reservations.py",
        "[postgres]",
    ),
    OnServers(
        Mutation(
            "leases-what-is-leased",
            "a second worker is given work that a first one is at",
            frozenset({"test_a_leased_effect_is_not_given_to_a_second_worker"}),
            _leases_what_is_leased,
        ),
        f"{ENGINE}/test_effects.py",
        "[postgres]",
    ),
    OnServers(
        Mutation(
            "keeps-no-answer",
            "what a request was answered isn't stored with what it did",
            frozenset({"test_the_same_request_gets_the_same_bytes"}),
            _keeps_no_answer,
        ),
        f"{ENGINE}/test_requests.py",
        "[postgres]",
    ),
    OnServers(
        Mutation(
            "lists-anybodys-tasks",
            "a hospital's list isn't of that hospital alone",
            frozenset({"test_another_hospital_finds_nothing_there"}),
            _lists_anybodys_tasks,
        ),
        "services/review/tests/test_over_http.py",
    ),
    OnServers(
        Mutation(
            "stars-nothing-out",
            "an identity number that somebody logs is in the log",
            frozenset({"test_a_personal_number_is_in_no_line_whatever_stands_around_it"}),
            _stars_nothing_out,
        ),
        "libs/chassis/tests/around/test_observing.py",
    ),
)
