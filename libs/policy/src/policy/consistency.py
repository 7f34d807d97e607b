"""What a pack must be true to beyond its types: the names it uses exist, nothing stands twice, gaps are pointed out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from policy.arrangement import in_order
from policy.finding import Fault, Severity
from policy.marks import Path
from policy.materials import MISSING
from policy.pack import Pack
from policy.text import Text

_LISTS = ("channels", "materials", "rejection_reasons", "diseases")


def faults_of(pack: Pack) -> Iterator[Fault]:
    """Give everything that is wrong or incomplete in a pack whose types are right."""
    yield from _unknown_sources(pack)
    yield from _doubles(pack)
    yield from _unknown_materials(pack)
    yield from _unknown_rules(pack)
    yield from _unreachable_channels(pack)
    yield from _misordered_sessions(pack)
    yield from _unknown_groups(pack)
    yield from _incomplete_catalogue(pack)
    yield from _indiscreet_notices(pack)


def _unknown_sources(pack: Pack) -> Iterator[Fault]:
    known = set(pack.sources)
    for path, source in _sources_in(pack.model_dump(exclude={"sources"}), ()):
        if source not in known:
            yield Fault(path, f"no source {source}; known are {_listed(known)}")


def _sources_in(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            here = (*path, str(key))
            yield from ((here, item),) if key == "source" else _sources_in(item, here)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _sources_in(item, (*path, index))


def _doubles(pack: Pack) -> Iterator[Fault]:
    for name in _LISTS:
        seen: Counter[str] = Counter()
        for index, thing in enumerate(getattr(pack, name)):
            if thing.code in seen:
                yield Fault((name, index, "code"), f"{thing.code} stands twice in {name}")
            seen[thing.code] += 1


def _unknown_materials(pack: Pack) -> Iterator[Fault]:
    known = {material.code for material in pack.materials}
    for route, rule in pack.routes.items():
        for code in rule.asks:
            if code not in known:
                yield Fault(("routes", route.value, "asks", code), f"no material {code}; known are {_listed(known)}")


def _unknown_rules(pack: Pack) -> Iterator[Fault]:
    if MISSING not in pack.rules:
        yield Fault(("rules",), f"the rule {MISSING} is missing: it says that a paper isn't there")
    for index, material in enumerate(pack.materials):
        for position, code in enumerate(material.rules):
            if code not in pack.rules:
                reason = f"no rule {code}; known are {_listed(pack.rules)}"
                yield Fault(("materials", index, "rules", position), reason)


def _unreachable_channels(pack: Pack) -> Iterator[Fault]:
    for index, channel in enumerate(pack.channels):
        if not pack.offers(channel.route):
            yield Fault(("channels", index, "route"), f"routes says nothing of {channel.route}")


def _misordered_sessions(pack: Pack) -> Iterator[Fault]:
    try:
        in_order(pack.working_time.sessions)
    except ValueError as error:
        yield Fault(("working_time", "sessions"), str(error))


def _unknown_groups(pack: Pack) -> Iterator[Fault]:
    known = {group.code for group in pack.catalogue.groups}
    for index, disease in enumerate(pack.diseases):
        if disease.group not in known:
            yield Fault(("diseases", index, "group"), f"no group {disease.group}; known are {_listed(known)}")


def _incomplete_catalogue(pack: Pack) -> Iterator[Fault]:
    for index, disease in enumerate(pack.diseases):
        if not disease.national_codes:
            reason = f"{disease.name.zh} has no national code: an approval can't be registered"
            yield Fault(("diseases", index, "national_codes"), reason, Severity.WARNING)
    listed = Counter(disease.group for disease in pack.diseases)
    for index, group in enumerate(pack.catalogue.groups):
        if group.count is not None and listed[group.code] != group.count:
            reason = f"{group.name.zh} should have {group.count} diseases, {listed[group.code]} are listed"
            yield Fault(("catalogue", "groups", index, "count"), reason, Severity.WARNING)


def _indiscreet_notices(pack: Pack) -> Iterator[Fault]:
    """A telephone may be shared and the diagnosis one to keep quiet about: no notice names a disease."""
    names = disease_names(pack)
    said: dict[Path, Text] = {("notices", "where"): pack.notices.where}
    said |= {("notices", "additions", step.value): text for step, text in pack.notices.additions.items()}
    for path, text in said.items():
        for name in sorted(name for name in names if name in f"{text.zh} {text.en}".lower()):
            yield Fault(path, f"a notice must not name a disease: {name}")


def disease_names(pack: Pack) -> set[str]:
    """Return what the pack's diseases are called in either language and nationally, in lower case, without remarks."""
    called = [name for disease in pack.diseases for name in (disease.name.zh, disease.name.en)]
    called += [national.name for disease in pack.diseases for national in disease.national_codes]
    return {name.replace("（", "(").partition("(")[0].strip().lower() for name in called}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
