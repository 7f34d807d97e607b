"""What a stored case lacked in earlier versions: each step makes it one of the next."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

VERSION = 3

Shape = dict[str, Any]


def _knows_no_register(case: Shape) -> Shape:
    """Version 1: nobody asked whether the person is insured here, so no approval waits for an answer."""
    review = case.get("review")
    if review is None:
        return case
    return {**case, "review": {**review, "insurance": None, "term": {**review["term"], "unchecked_from": None}}}


def _knows_no_lead(case: Shape) -> Shape:
    """Version 2: no lead overrode a notice, and nobody wrote down which warnings were given."""
    review = case.get("review")
    if review is None:
        return case
    notices = [{**notice, "override": None} for notice in review["notices"]]
    return {**case, "review": {**review, "notices": notices, "warned": [], "missed": False}}


UPCASTERS: Mapping[int, Callable[[Shape], Shape]] = MappingProxyType({1: _knows_no_register, 2: _knows_no_lead})
