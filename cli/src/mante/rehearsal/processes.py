"""The services' tables of decisions, bound to what a rehearsal gives them."""

import importlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from chassis.parties import Directory
from chassis.process import Process
from policy.registry import Packs

REGISTER_WAIT = timedelta(seconds=20)
"""As intake's settings have it where nobody says otherwise."""


def process_of(service: str, packs: Packs, directory: Callable[[], Directory]) -> Process[Any]:
    """Return what `service` decides, by this code, under these packs and with these parties."""
    if service in _BOUND:
        return _BOUND[service](packs, directory)
    table: Process[Any] = importlib.import_module(f"{service}.consumers").process()
    return table


def _intake(packs: Packs, directory: Callable[[], Directory]) -> Process[Any]:
    hospital = partial(importlib.import_module("intake.app").hospital_of, directory)
    make = importlib.import_module("intake.domain.rules").Rules
    rules = make(packs, lambda _claims: "rehearsed", REGISTER_WAIT, hospital)
    table: Process[Any] = importlib.import_module("intake.consumers").process(rules)
    return table


def _documents(packs: Packs, _: Callable[[], Directory]) -> Process[Any]:
    table: Process[Any] = importlib.import_module("documents.consumers").process(packs)
    return table


def _review(packs: Packs, directory: Callable[[], Directory]) -> Process[Any]:
    rules = importlib.import_module("review.domain.rules").Rules(packs, directory)
    table: Process[Any] = importlib.import_module("review.consumers").process(rules)
    return table


def _benefits(packs: Packs, directory: Callable[[], Directory]) -> Process[Any]:
    rules = importlib.import_module("benefits.domain.rules").Rules(packs, directory)
    table: Process[Any] = importlib.import_module("benefits.consumers").process(rules)
    return table


def _notify(packs: Packs, _: Callable[[], Directory]) -> Process[Any]:
    table: Process[Any] = importlib.import_module("notify.consumers").process(packs)
    return table


_BOUND: Mapping[str, Callable[[Packs, Callable[[], Directory]], Process[Any]]] = {
    "intake": _intake,
    "documents": _documents,
    "review": _review,
    "benefits": _benefits,
    "notify": _notify,
}
"""The services whose tables are bound to packs or parties; any other's is made of nothing."""
