"""Criteria in words: one line for each, indented by how deep it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from policy.criteria.atoms import (
    AgeAtom,
    AnyAtom,
    Comparator,
    DocumentAtom,
    ExclusionAtom,
    FindingAtom,
    HistoryAtom,
    NotTogetherAtom,
    ValueAtom,
    VisitsAtom,
)
from policy.criteria.criterion import AllOf, AnyOf, Criterion, Group
from policy.criteria.evidence import Visits
from policy.criteria.phrases import Phrases
from policy.criteria.words import criteria_words
from policy.text import Language

_SIGNS = {Comparator.ABOVE: ">", Comparator.AT_LEAST: "≥", Comparator.AT_MOST: "≤", Comparator.BELOW: "<"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the criteria; `code` is what a reviewer ticks, None for the head of a group."""

    depth: int
    text: str
    code: str | None = None


def in_words(criterion: Criterion, language: Language = Language.ZH) -> tuple[Line, ...]:
    """Return the criterion line by line."""
    return tuple(_lines(Phrases(language), criterion, 0))


def _lines(phrases: Phrases, criterion: Criterion, depth: int) -> Iterator[Line]:
    if not isinstance(criterion, Group):
        yield Line(depth, phrases.with_evidence(criterion, _noted(phrases, criterion)), criterion.code)
        return
    head = phrases.with_evidence(criterion, _head(phrases, criterion))
    yield Line(depth, f"{head}：" if phrases.is_chinese else f"{head}:")
    for part in criterion.parts:
        yield from _lines(phrases, part, depth + 1)


def _head(phrases: Phrases, group: Group) -> str:
    words = criteria_words()
    match group:
        case AllOf():
            return phrases.say(words.all_of)
        case AnyOf():
            return phrases.say(words.any_of)
        case _:
            return phrases.say(words.at_least, count=group.at_least)


def _noted(phrases: Phrases, atom: AnyAtom) -> str:
    told = _told(phrases, atom)
    return told + phrases.in_brackets(phrases.of(atom.note)) if atom.note else told


def _told(phrases: Phrases, atom: AnyAtom) -> str:
    words = criteria_words()
    match atom:
        case DocumentAtom():
            return _document(phrases, atom)
        case FindingAtom():
            return phrases.of(atom.text)
        case ExclusionAtom():
            return phrases.say(words.exclusion, text=phrases.of(atom.text))
        case NotTogetherAtom():
            return phrases.say(words.not_together_with, name=phrases.of(atom.name))
        case _:
            return _counted(phrases, atom)


def _counted(phrases: Phrases, atom: VisitsAtom | HistoryAtom | ValueAtom | AgeAtom) -> str:
    match atom:
        case VisitsAtom():
            return _visits(phrases, atom.visits)
        case HistoryAtom():
            return phrases.say(criteria_words().history, period=phrases.period(atom.at_least))
        case ValueAtom():
            return _value(phrases, atom)
        case _:
            return _age(phrases, atom)


def _document(phrases: Phrases, atom: DocumentAtom) -> str:
    told = phrases.kinds(atom.kinds)
    if not atom.not_replaced_by:
        return told
    instead = phrases.say(criteria_words().not_replaced_by, kinds=phrases.kinds(atom.not_replaced_by))
    return told + phrases.in_brackets(instead)


def _visits(phrases: Phrases, visits: Visits) -> str:
    words = criteria_words()
    if visits.outpatient is not None:
        return phrases.say(words.outpatient, count=visits.outpatient)
    return phrases.say(words.inpatient, count=visits.inpatient)


def _value(phrases: Phrases, atom: ValueAtom) -> str:
    told = f"{phrases.of(atom.quantity)} {_SIGNS[atom.comparator]} {atom.value:g}"
    told += f" {atom.unit}" if atom.unit else ""
    return told + (phrases.in_brackets(phrases.say(criteria_words().sexes[atom.sex])) if atom.sex else "")


def _age(phrases: Phrases, atom: AgeAtom) -> str:
    words = criteria_words()
    limits = ((words.age_at_least, atom.at_least), (words.age_at_most, atom.at_most))
    return phrases.listed(phrases.say(text, age=age) for text, age in limits if age is not None)
