"""A broken promise as a story: who lived, what went wrong, what happened, and which promise was broken by it."""

from collections.abc import Iterator
from uuid import UUID

from policy.calendar import local

from mante.simulation.history import History
from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.playing import Played, played
from mante.simulation.running import Order, Theatre
from mante.simulation.script.script import Script
from mante.simulation.shrinking import shrunk

LINES = 60
"""So many lines at most of what happened."""


def told(order: Order, number: int) -> Iterator[str]:
    """Give the lines of the shortest story of history `number`."""
    theatre = Theatre(order)
    try:
        script = order.script(number)
        first, _ = played(script, theatre.cast)
        if not first.broken:
            yield f"history {number} of seed {order.seed} broke nothing when it was played again"
            return
        name = first.broken[0][0]
        short = shrunk(script, lambda one: any(name == broken for broken, _ in played(one, theatre.cast)[0].broken))
        found, history = played(short, theatre.cast)
        yield from _story(order, number, short, found, history)
    finally:
        theatre.close()


def _story(order: Order, number: int, script: Script, found: Played, history: History) -> Iterator[str]:
    yield f"History {number} of seed {order.seed}, made short. It begins {local(script.begins):%A %d %B %Y, %H:%M}."
    for life in script.lives:
        turns = "; ".join(sorted(life.turns)) or "goes as it should"
        who = f"person {life.person}, {life.disease} in {life.area}, through {life.channel}"
        yield f"  Life {life.number}: {who}: {turns}."
    for fault in script.faults:
        yield f"  After {fault.at}: {fault.service} {fault.kind} {fault.topic}".rstrip() + "."
    name, violation = found.broken[0]
    yield "What happened:"
    yield from _happened(history, violation.subject)
    yield f"Broken: {violation.invariant}, {name}."
    yield f"  {_who(history, violation)} {violation.words}."


def _happened(history: History, subject: UUID | None) -> Iterator[str]:
    scene, evidence = history.scene, Evidence(history)
    lines = [(line.at, f"{line.who} {line.what}") for line in scene.chronicle if line.subject in (None, subject)]
    lines += [(fact.at, f"{fact.kind} on {fact.topic}") for fact in evidence.of.get(subject, ())] if subject else []
    for at, line in sorted(lines, key=lambda one: one[0])[:LINES]:
        yield f"  {local(at):%d %b %H:%M:%S}  {line}"


def _who(history: History, violation: Violation) -> str:
    life = history.scene.life(violation.subject) if violation.subject else None
    return f"Life {life.number} ({violation.subject})" if life else "The system"
