"""The names that a pack uses and must have: sources, keys, materials, rules, groups, diseases, schemes."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from policy.finding import Fault
from policy.marks import Path
from policy.materials import MISSING
from policy.pack import Pack
from policy.record import Record
from policy.source import Sourced


def unknown_names(pack: Pack) -> Iterator[Fault]:
    """Give each name that stands for nothing."""
    yield from _unknown_sources(pack)
    yield from _unknown_materials(pack)
    yield from _unknown_rules(pack)
    yield from _unknown_groups(pack)
    yield from _unknown_diseases(pack)
    yield from _uncoded(pack)


def _unknown_sources(pack: Pack) -> Iterator[Fault]:
    for path, rule in rules_in(pack, ()):
        if rule.source not in pack.sources:
            yield Fault((*path, "source"), f"no source {rule.source}; known are {_listed(pack.sources)}")
        for position, key in enumerate(rule.left_open):
            if not _has(rule, key.split(".")):
                yield Fault((*path, "left_open", position), f"no key {key} here to be left open")


def rules_in(value: object, path: Path) -> Iterator[tuple[Path, Sourced]]:
    """Give every rule in `value`, which stands at `path`, with its own path."""
    if isinstance(value, Sourced):
        yield path, value
    if isinstance(value, Record):
        value = {name: getattr(value, name) for name in value.model_fields_set}
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from rules_in(item, (*path, str(key)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from rules_in(item, (*path, index))


def _has(value: object, keys: list[str]) -> bool:
    if not keys:
        return True
    first, *rest = keys
    return isinstance(value, Record) and first in type(value).model_fields and _has(getattr(value, first), rest)


def _unknown_materials(pack: Pack) -> Iterator[Fault]:
    known = {material.code for material in pack.materials}
    for route, rule in pack.routes.items():
        yield from _missing(rule.asks, known, ("routes", route.value, "asks"), "material")


def _unknown_rules(pack: Pack) -> Iterator[Fault]:
    if MISSING not in pack.rules:
        yield Fault(("rules",), f"the rule {MISSING} is missing: it says that a paper isn't there")
    for index, material in enumerate(pack.materials):
        for position, code in enumerate(material.rules):
            if code not in pack.rules:
                reason = f"no rule {code}; known are {_listed(pack.rules)}"
                yield Fault(("materials", index, "rules", position), reason)


def _unknown_groups(pack: Pack) -> Iterator[Fault]:
    known = {group.code for group in pack.catalogue.groups}
    for index, disease in enumerate(pack.diseases):
        if disease.group not in known:
            yield Fault(("diseases", index, "group"), f"no group {disease.group}; known are {_listed(known)}")
    yield from _missing(pack.registration.dise_type_code, known, ("registration", "dise_type_code"), "group")


def _unknown_diseases(pack: Pack) -> Iterator[Fault]:
    known = {disease.code for disease in pack.diseases}
    yield from _missing(pack.benefit.validity.diseases, known, ("benefit", "validity", "diseases"), "disease")
    for index, row in enumerate(pack.benefit.exclusions):
        for side, holding in (("one", row.one), ("other", row.other)):
            path = ("benefit", "exclusions", index, side, "disease")
            yield from (Fault(path, each.reason) for each in _missing((holding.disease,), known, (), "disease"))
    for index, material in enumerate(pack.materials):
        if material.max_age:
            yield from _missing(
                material.max_age.diseases, known, ("materials", index, "max_age", "diseases"), "disease"
            )


def _uncoded(pack: Pack) -> Iterator[Fault]:
    """Give what an approval couldn't be registered by: a scheme or a group without the platform's code."""
    for scheme in pack.eligibility.schemes:
        if scheme not in pack.registration.insutype:
            yield Fault(("registration", "insutype"), f"no code for the scheme {scheme}")
    for group in pack.catalogue.groups:
        if group.code not in pack.registration.dise_type_code:
            yield Fault(("registration", "dise_type_code"), f"no code for the group {group.code}")


def _missing(names: Iterable[str], known: Collection[str], path: Path, kind: str) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield Fault((*path, name), f"no {kind} {name}; known are {_listed(known)}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
