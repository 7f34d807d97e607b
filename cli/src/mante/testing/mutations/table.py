"""The document of what caught each seeded bug."""

from collections.abc import Iterable, Iterator, Sequence

from mante.simulation.mutations.registry import MUTATIONS
from mante.simulation.script.drawing import LIVES
from mante.testing.mutations.caught import MOST, SEED, Caught

HEAD = f"""# Seeded bugs

Written by `make mutants`. A check that never failed says nothing: each of these bugs was planted into the running code,
which carries no switch for it, and taken out again. *Caught by* is the check of the [simulation](simulation.md) that is
made for it (seed {SEED}, {MOST:,} lives at most), or a test on real servers. *Histories* is how many it took, of
{LIVES} lives each.

**植入缺陷**：`make mutants` 逐一植入下列缺陷，每个都须由专门的检查发现；内存中看不到的，由真实服务器上的测试发现。
"""
SIMULATED = """
## Caught in the simulation

| `--mutation` | the bug | caught by | histories |
|---|---|---|---|
"""
ON_SERVERS = """
## Caught on real servers

| name | the bug | caught by |
|---|---|---|
"""


def table(found: Sequence[Caught]) -> str:
    """Return the document."""
    simulated = (one for one in found if one.mutation.name in MUTATIONS)
    elsewhere = (one for one in found if one.mutation.name not in MUTATIONS)
    return HEAD + SIMULATED + _lines(_simulated(simulated)) + ON_SERVERS + _lines(_elsewhere(elsewhere))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _simulated(found: Iterable[Caught]) -> Iterator[str]:
    for one in found:
        yield f"| `{one.mutation.name}` | {one.mutation.does} | {_by(one)} | {one.histories} |"


def _elsewhere(found: Iterable[Caught]) -> Iterator[str]:
    for one in found:
        yield f"| `{one.mutation.name}` | {one.mutation.does} | {_by(one)} |"


def _by(one: Caught) -> str:
    return ", ".join(f"`{check}`" for check in sorted(one.mutation.caught_by.intersection(one.by))) or "nothing"
