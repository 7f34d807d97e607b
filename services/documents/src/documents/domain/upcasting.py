"""What a stored dossier lacked in earlier versions: each step makes it one of the next."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

VERSION = 3

Shape = dict[str, Any]
_NOT_LENT: Shape = {"flags": [], "home": None, "lent_by": None, "lent_to": []}


def _lends_nothing(dossier: Shape) -> Shape:
    """Version 1: every paper belonged to one application."""
    return {**dossier, "papers": [{**paper, **_NOT_LENT} for paper in dossier["papers"]], "let_go": False}


def _knows_its_last_lodging(dossier: Shape) -> Shape:
    """Version 2: only the latest lodging was kept, and an erased paper alone told that the dossier was closed.

    A paper that may have been named in an earlier lodging counts as handed in: it must not be swept.
    """
    lodged = dossier["lodged"]
    papers = [
        {**paper, "lodged": paper["document_id"] in lodged or paper["status"] != "ticketed"}
        for paper in dossier["papers"]
    ]
    let_go = dossier["let_go"] or any(paper["status"] in ("erasing", "erased") for paper in papers)
    waiting = [lodged] if lodged and not dossier["told_complete"] and not let_go else []
    return {"papers": papers, "waiting": waiting, "let_go": let_go, "pack": None}


UPCASTERS: Mapping[int, Callable[[Shape], Shape]] = MappingProxyType({1: _lends_nothing, 2: _knows_its_last_lodging})
