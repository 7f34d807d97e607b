"""What a pack still lacks: it loads and works all the same, and `check` says so."""

from collections import Counter
from collections.abc import Iterator

from policy.criteria.atoms import NotTogetherAtom
from policy.criteria.criterion import atoms_of
from policy.finding import Fault, Severity
from policy.pack import Pack


def gaps_of(pack: Pack) -> Iterator[Fault]:
    """Give each gap as a warning."""
    yield from _unregistrable_diseases(pack)
    yield from _incomplete_groups(pack)
    yield from _exclusions_of_nothing(pack)


def _unregistrable_diseases(pack: Pack) -> Iterator[Fault]:
    for index, disease in enumerate(pack.diseases):
        if not disease.national_codes:
            reason = f"{disease.name.zh} has no national code: an approval can't be registered"
            yield Fault(("diseases", index, "national_codes"), reason, Severity.WARNING)


def _incomplete_groups(pack: Pack) -> Iterator[Fault]:
    listed = Counter(disease.group for disease in pack.diseases)
    for index, group in enumerate(pack.catalogue.groups):
        if group.count is not None and listed[group.code] != group.count:
            reason = f"{group.name.zh} should have {group.count} diseases, {listed[group.code]} are listed"
            yield Fault(("catalogue", "groups", index, "count"), reason, Severity.WARNING)


def _exclusions_of_nothing(pack: Pack) -> Iterator[Fault]:
    """Criteria may speak of a disease that isn't listed yet."""
    for index, disease in enumerate(pack.diseases):
        for atom in atoms_of(disease.criteria.must) if disease.criteria else ():
            if isinstance(atom, NotTogetherAtom) and pack.disease(atom.disease) is None:
                reason = f"{atom.code} speaks of {atom.disease}, which isn't listed"
                yield Fault(("diseases", index, "criteria"), reason, Severity.WARNING)
