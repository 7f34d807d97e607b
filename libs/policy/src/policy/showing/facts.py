"""A pack taken apart into single facts: what each is about, what holds, by which source, and if that is confirmed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policy.applying import Channel
from policy.diseases import Disease, Group, Provenance
from policy.marks import Path
from policy.materials import Material
from policy.pack import Pack
from policy.record import Record
from policy.review import AgencyCheck, ExpertPanel, HospitalReview, RejectionReason
from policy.showing import records as _records  # noqa: F401  (teaches `said` the records)
from policy.showing.labels import Label, labels
from policy.showing.tongue import Tongue
from policy.showing.values import put, said
from policy.source import Source, Sourced
from policy.text import Language

_ONE_BY_ONE = (Channel, Material, RejectionReason, HospitalReview, AgencyCheck, ExpertPanel, Group, Disease)
_ITS_SOURCE = {"source", "left_open"}
_IN_ITS_HEAD = {"code", "name", "step"}
_WITHOUT_A_HEAD = {"pooling_area", "form"}


@dataclass(frozen=True, slots=True)
class Fact:
    """`path` is by codes rather than places in lists, so that the same fact of two packs has the same one.

    `about` are the words from the section down, `source` the pack's code of it. A `sample` is there to try things with.
    """

    path: Path
    about: tuple[str, ...]
    value: str
    source: str | None = None
    unconfirmed: bool = False
    sample: bool = False


def facts_of(pack: Pack, language: Language = Language.ZH) -> Iterator[Fact]:
    """Give every fact of a pack, in the order of its chapters."""
    walk = _Walk(pack, Tongue.of_pack(pack, language))
    for chapter in labels().chapters:
        for section in chapter.sections:
            yield from walk.facts(getattr(pack, section), _Place((section,), ()))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the pack: the path, the words, the rule that holds here, and the keys below that it leaves open."""

    path: Path
    about: tuple[str, ...]
    source: str | None = None
    left_open: tuple[str, ...] | None = ()
    """None: everything."""

    def below(self, key: str | int, *words: str) -> "_Place":
        left = self.left_open
        if left is not None:
            left = None if key in left else tuple(each.partition(".")[2] for each in left if each.startswith(f"{key}."))
        return replace(self, path=(*self.path, key), about=(*self.about, *words), left_open=left)

    def under(self, rule: Sourced) -> "_Place":
        return replace(self, source=rule.source, left_open=rule.left_open)


@dataclass(frozen=True, slots=True)
class _Walk:
    pack: Pack
    tongue: Tongue

    def facts(self, value: object, place: _Place, label: Label | None = None) -> Iterator[Fact]:
        if isinstance(value, Sourced):
            place = place.under(value)
        if isinstance(value, Disease):
            yield from self._disease(value, place)
        elif isinstance(value, tuple) and value and isinstance(value[0], _ONE_BY_ONE):
            for item in value:
                yield from self._one_of(item, place)
        elif (told := put(value, self.tongue, label)) is not None:
            yield self._fact(place, told, value)
        elif isinstance(value, Mapping):
            for key, item in value.items():
                words = key if place.path == ("rules",) else str(said(key, self.tongue))
                yield from self.facts(item, place.below(key, words))
        elif isinstance(value, Record):
            yield from self._keys(value, place)

    def _one_of(self, item: object, place: _Place) -> Iterator[Fact]:
        """A thing of a list, by its code or its step."""
        code = getattr(item, "code", None) or getattr(item, "step", None)
        name = getattr(item, "name", code)
        yield from self.facts(item, place.below(str(code), str(said(name, self.tongue))))

    def _keys(self, value: Record, place: _Place) -> Iterator[Fact]:
        section = str(place.path[0])
        for key in type(value).model_fields:
            if key in _ITS_SOURCE or (key in _IN_ITS_HEAD and section not in _WITHOUT_A_HEAD):
                continue
            label = labels().field(section, key)
            words = (self.tongue.of(label.name),) if label else ()
            yield from self.facts(getattr(value, key), place.below(key, *words), label)

    def _disease(self, disease: Disease, place: _Place) -> Iterator[Fact]:
        codes = said(disease.national_codes, self.tongue) or self.tongue.of(self.tongue.phrases.no_code)
        told = self.tongue.clauses(self.tongue.named(disease.group), codes)
        yield replace(self._fact(place, told, disease), sample=disease.provenance is Provenance.SAMPLE)
        if disease.criteria:
            below = place.below("criteria", self.tongue.of(self.tongue.phrases.criteria))
            fact = self._fact(below, str(said(disease.criteria, self.tongue)), disease.criteria)
            yield replace(fact, sample=disease.criteria.provenance is Provenance.SAMPLE)

    def _fact(self, place: _Place, told: str, value: object) -> Fact:
        source = self.pack.sources.get(place.source or "")
        confirmed = source is None or source.confirmed
        left_open = place.left_open is None or (isinstance(value, Sourced) and bool(value.left_open))
        if isinstance(value, Source):
            confirmed = value.confirmed
        return Fact(place.path, place.about, told, place.source, unconfirmed=left_open or not confirmed)
