"""What an injection has at hand."""

from dataclasses import dataclass, field

from mante.demo.journal import Journal
from mante.demo.place import Place
from mante.demo.story.scene import Scene
from mante.faults.finding import Finding
from mante.faults.load.load import Load
from mante.faults.points import Points
from mante.faults.programs import Programs
from mante.faults.watch import Watch


@dataclass(frozen=True)
class Ground:
    """One running system and who is at work on it.

    `poison` are the subjects of what nobody can read, `lost` the topics and subjects of what the bus itself lost.
    """

    place: Place
    scene: Scene
    load: Load
    programs: Programs
    points: Points
    watch: Watch
    journal: Journal
    poison: set[str] = field(default_factory=set)
    lost: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Injected:
    """How it was confirmed, the moment from which recovery counts, and what was wrong at once, if anything.

    `back` says whether every program is to be ready again before the system can be at rest.
    """

    confirmed: str
    since: float
    back: bool = True
    findings: tuple[Finding, ...] = ()
