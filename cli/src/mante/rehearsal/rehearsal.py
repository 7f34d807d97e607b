"""The whole rehearsal: every service's history, decided once more, and what would differ."""

import asyncio
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from policy.check import pack_of
from policy.finding import InvalidFile
from policy.pack import Pack
from policy.record_file import errors_in, marked_in
from policy.registry import Packs, load_packs

from mante.rehearsal.comparing import Difference, against_the_record, between
from mante.rehearsal.history import History, read
from mante.rehearsal.processes import process_of
from mante.rehearsal.stage import Stage


@dataclass(slots=True)
class Rehearsed:
    """How many messages were decided, how fast, and what would differ."""

    messages: int = 0
    seconds: float = 0.0
    differences: list[Difference] = field(default_factory=list)

    @property
    def per_s(self) -> float:
        """Messages a second."""
        return round(self.messages / self.seconds) if self.seconds else 0.0

    @property
    def applications(self) -> set[UUID]:
        """The applications that would differ."""
        return {one.application for one in self.differences}


def rehearsed(histories: Mapping[str, Iterable[bytes | str]], pack: Path | None) -> Rehearsed:
    """Decide every history once more; where a `pack` is given, under it and without it. Raises InvalidFile."""
    packs, found = load_packs(), Rehearsed()
    other = _with(packs, _pack(pack)) if pack else None
    for lines in histories.values():
        history = read(lines)
        stage = _played(history, packs, found, punctual=other is not None)
        if other is None:
            found.differences += against_the_record(stage)
        else:
            found.differences += between(stage, _played(history, other, found))
    return found


def _played(history: History, packs: Packs, found: Rehearsed, *, punctual: bool = True) -> Stage:
    stage = Stage(process_of(history.service, packs, lambda: history.directory), history, punctual)
    began = time.perf_counter()
    asyncio.run(stage.play())
    found.seconds += time.perf_counter() - began
    found.messages += stage.messages
    return stage


def _pack(path: Path) -> Pack:
    pack, findings = pack_of(marked_in(path))
    if pack is None or errors_in(findings):
        raise InvalidFile(path.name, errors_in(findings))
    return pack


def _with(packs: Packs, pack: Pack) -> Packs:
    """Return the packs with `pack` in place of every version of its id, under that version's name."""
    changed = (
        pack.model_copy(update={"version": one.version, "effective_from": one.effective_from})
        if one.id == pack.id
        else one
        for one in packs
    )
    return replace(packs, packs=tuple(changed))
