"""Every pack in every version: an application is decided by the one it was submitted under."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from policy.calendar import Calendar, Years
from policy.calendar_files import load_years
from policy.check import pack_of
from policy.finding import Finding, InvalidFile, Severity
from policy.pack import Pack
from policy.record_file import errors_in, marked_in, yaml_in

BUILT_IN: Traversable = files("policy") / "packs"


class UnknownPack(LookupError):  # noqa: N818
    """There is no pack for that area and day, or none of that id and version."""


@dataclass(frozen=True, slots=True)
class Packs:
    """The packs at hand, with the calendars that they work by."""

    packs: tuple[Pack, ...]
    years: Years

    def __iter__(self) -> Iterator[Pack]:
        return iter(self.packs)

    @property
    def areas(self) -> tuple[str, ...]:
        """The codes of the pooling areas that have a pack, sorted."""
        return tuple(sorted({pack.pooling_area.code for pack in self.packs}))

    def in_force(self, area: str, on: date) -> Pack:
        """Return the pack of a pooling area that is in force on a day (Asia/Shanghai); raises UnknownPack."""
        begun = [pack for pack in self.packs if pack.pooling_area.code == area and pack.effective_from <= on]
        if not begun:
            raise UnknownPack(f"no pack for area {area} on {on}")
        return max(begun, key=lambda pack: (pack.effective_from, _ordinal(pack.version)))

    def pinned(self, id: str, version: str) -> Pack:  # noqa: A002
        """Return the pack that an application carries with it; raises UnknownPack."""
        for pack in self.packs:
            if (pack.id, pack.version) == (id, version):
                return pack
        raise UnknownPack(f"no pack {id} {version}")

    def called(self, word: str, on: date) -> Pack:
        """Return the pack that people mean by `id@version`; by an id, an area's code or its name, that in force.

        Raises UnknownPack, which names those that there are.
        """
        id_or_name, _, version = word.partition("@")
        meant = [pack for pack in self.packs if id_or_name.lower() in _names_of(pack)]
        if not meant:
            known = ", ".join(f"{pack.id}@{pack.version}" for pack in self.packs)
            raise UnknownPack(f"no pack is called {id_or_name}; known are {known}")
        if version:
            return self.pinned(meant[0].id, version)
        return self.in_force(meant[0].pooling_area.code, on)

    def calendar_of(self, pack: Pack) -> Calendar:
        """Return the pack's working days: the national arrangements, its own hours and its local days."""
        own = pack.working_time
        calendar = Calendar(self.years, own.sessions, own.local_days, own.short_days)
        return replace(calendar, day=pack.trial.day) if pack.trial else calendar


def load_packs(*more: Traversable, years: Years | None = None) -> Packs:
    """Return the built-in packs and those in further folders (`*.yaml`).

    Raises InvalidFile for one that is wrong, and for one that claims the id and version of another.
    """
    packs: dict[tuple[str, str], Pack] = {}
    for file in (file for folder in (BUILT_IN, *more) for file in yaml_in(folder)):
        pack = load_pack(file)
        if packs.setdefault((pack.id, pack.version), pack) is not pack:
            reason = f"another file is {pack.id} {pack.version} already"
            raise InvalidFile(file.name, [Finding(Severity.ERROR, 1, 1, "version", reason)])
    return Packs(tuple(packs.values()), years or load_years())


def load_pack(file: Traversable) -> Pack:
    """Return the pack of one file; raises InvalidFile for one that is wrong."""
    pack, findings = pack_of(marked_in(file))
    if pack is None or errors_in(findings):
        raise InvalidFile(file.name, errors_in(findings))
    return pack


def _names_of(pack: Pack) -> set[str]:
    """Return what a pack may be called, in lower case: `guizhou-liupanshui`, `liupanshui`, `520200`, 六盘水."""
    area = pack.pooling_area
    return {
        pack.id,
        pack.id.rpartition("-")[2],
        area.code,
        area.name.zh,
        area.name.zh.removesuffix("市"),
        area.name.en.lower(),
    }


def _ordinal(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
