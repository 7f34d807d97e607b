"""What a stored application lacked in earlier versions: each step makes it one of the next."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

VERSION = 7

Shape = dict[str, Any]


def _knows_no_register(application: Shape) -> Shape:
    """Version 1: nobody asked whether the person is insured here."""
    return {**application, "insurance": None}


def _uses_its_own_papers(application: Shape) -> Shape:
    """Version 2: nobody could name another application's papers, and only its last change was dated."""
    asked = {**application["asked"], "with_papers_of": None}
    return {**application, "asked": asked, "linked": None, "opened_at": application["changed_at"]}


def _knows_no_step(application: Shape) -> Shape:
    """Version 3: which step of the review it was at wasn't kept."""
    return {**application, "step": None}


def _lives_where_it_is_insured(application: Shape) -> Shape:
    """Version 4: nobody said where a person lives who is insured elsewhere."""
    return {**application, "asked": {**application["asked"], "care_area": None}}


def _knows_no_benefit(application: Shape) -> Shape:
    """Version 5: what an approval grants, and which hospital was chosen, wasn't heard."""
    nothing = {"start": None, "end": None, "over": None, "hospital": None, "hospital_from": None}
    return {**application, "benefit": nothing, "choosing": None}


def _knows_no_refusal(application: Shape) -> Shape:
    """Version 6: why a hospital was refused was told to the channel that asked, and not kept."""
    return {**application, "benefit": {**application["benefit"], "refused": None}}


UPCASTERS: Mapping[int, Callable[[Shape], Shape]] = MappingProxyType(
    {
        1: _knows_no_register,
        2: _uses_its_own_papers,
        3: _knows_no_step,
        4: _lives_where_it_is_insured,
        5: _knows_no_benefit,
        6: _knows_no_refusal,
    }
)
