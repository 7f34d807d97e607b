"""What a stored dossier lacked in earlier versions: each step makes it one of the next."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

VERSION = 2

Shape = dict[str, Any]
_NOT_LENT: Shape = {"flags": [], "home": None, "lent_by": None, "lent_to": []}


def _lends_nothing(dossier: Shape) -> Shape:
    """Version 1: every paper belonged to one application."""
    return {**dossier, "papers": [{**paper, **_NOT_LENT} for paper in dossier["papers"]], "let_go": False}


UPCASTERS: Mapping[int, Callable[[Shape], Shape]] = MappingProxyType({1: _lends_nothing})
