"""What differs between two packs, in words, and whom it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policy.marks import Path
from policy.pack import Pack
from policy.showing.facts import Fact, facts_of
from policy.showing.labels import labels
from policy.showing.tongue import Tongue
from policy.text import Language, Text


class ChangeKind(StrEnum):
    """What happens to a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    SOURCED = "sourced"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs. `path` is by codes; `concerns` are the audiences in words; `sentence` says all of it."""

    kind: ChangeKind
    path: Path
    before: str | None
    after: str | None
    concerns: tuple[str, ...]
    sentence: str


def changes(old: Pack, new: Pack, language: Language = Language.ZH) -> tuple[Change, ...]:
    """Return every difference, in the order of the chapters. A new source of what stays counts within one area only."""
    return tuple(_Comparison(old, new, language).changes())


def heading(old: Pack, new: Pack, language: Language = Language.ZH) -> str:
    """Say what is compared; of two versions of one pack, from when the new one holds for whom."""
    tongue = Tongue.of_pack(new, language)
    one, other = tongue.of(old.pooling_area.name), tongue.of(new.pooling_area.name)
    if (old.id, old.version) == (new.id, new.version) or old.id != new.id:
        return tongue.say(tongue.phrases.two_packs, one=one, old=old.version, other=other, new=new.version)
    day = tongue.day(new.effective_from)
    return tongue.say(tongue.phrases.versions, city=other, old=old.version, new=new.version, day=day)


class _Comparison:
    def __init__(self, old: Pack, new: Pack, language: Language) -> None:
        self.old, self.new = old, new
        self.tongue = Tongue.of_pack(new, language)
        self.before = {fact.path: fact for fact in facts_of(old, language)}
        self.after = {fact.path: fact for fact in facts_of(new, language)}

    def changes(self) -> Iterator[Change]:
        order = {section: place for place, section in enumerate(labels().sections)}
        paths = sorted(dict.fromkeys((*self.before, *self.after)), key=lambda path: order[str(path[0])])
        for path in paths:
            kind = self._kind(self.before.get(path), self.after.get(path))
            if kind is not None:
                yield self._change(kind, path)

    def _kind(self, before: Fact | None, after: Fact | None) -> ChangeKind | None:
        if before is None or after is None:
            return ChangeKind.ADDED if before is None else ChangeKind.REMOVED
        if before.value != after.value:
            return ChangeKind.CHANGED
        if _is_open(before) != _is_open(after):
            return ChangeKind.REOPENED if _is_open(after) else ChangeKind.CONFIRMED
        sourced = self.old.id == self.new.id and not _is_open(after)
        return (
            ChangeKind.SOURCED if sourced and self._source(self.old, before) != self._source(self.new, after) else None
        )

    def _change(self, kind: ChangeKind, path: Path) -> Change:
        before, after = self.before.get(path), self.after.get(path)
        section = labels().sections[str(path[0])]
        audiences = tuple(self.tongue.of(labels().audiences[each]) for each in section.affects)
        sentence = self._sentence(kind, section.title, before, after)
        for_whom = self.tongue.say(self.tongue.phrases.for_whom, audiences=self.tongue.listed(audiences))
        sentence += self.tongue.in_brackets(for_whom)
        return Change(kind, path, _value(before), _value(after), audiences, sentence)

    def _sentence(self, kind: ChangeKind, title: Text, before: Fact | None, after: Fact | None) -> str:
        fact = after or before
        about = fact.about if fact else ()
        values = {
            "what": " · ".join((self.tongue.of(title), *about)),
            "before": self._on_one_line(before),
            "after": self._on_one_line(after),
            "source": self._source(self.new, after) if after else "",
        }
        return self.tongue.say(getattr(self.tongue.phrases, kind.value), **values)

    def _on_one_line(self, fact: Fact | None) -> str:
        told = self.tongue.clauses(*(line.strip() for line in fact.value.split("\n"))) if fact else ""
        return told.replace("：；", "：").replace(":;", ":")

    def _source(self, pack: Pack, fact: Fact) -> str:
        return self.tongue.of(pack.sources[fact.source].title) if fact.source else ""


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _is_open(fact: Fact) -> bool:
    return fact.unconfirmed or fact.sample
