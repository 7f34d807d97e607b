"""Every key, section, audience and word of a pack has its name in both languages."""

from collections.abc import Iterator
from enum import StrEnum
from typing import get_args

from contracts.vocabulary import ApplicantKind, Medium, ReviewStep, Route, Scheme
from policy.age_of_papers import Beyond
from policy.applicants import IdentityWay, Relation
from policy.applying import FormKind, Open
from policy.benefit import BenefitStart, TakesEffect
from policy.diseases import Disease
from policy.materials import Need
from policy.notices import NoticeStep, Recipient
from policy.pack import Pack
from policy.record import Record
from policy.registration import Assessor
from policy.review import Answer, LaterRounds, OnSupplement
from policy.settlement import UsedAt
from policy.showing import facts
from policy.showing.labels import Audience, labels
from policy.showing.values import said
from policy.working_time import Reading

WORDS: list[type[StrEnum]] = [
    *(ApplicantKind, Medium, ReviewStep, Route, Scheme, IdentityWay, Relation, FormKind, Open, Beyond, BenefitStart),
    *(TakesEffect, Need, NoticeStep, Recipient, Assessor, Answer, LaterRounds, OnSupplement, UsedAt, Reading),
]
HEAD = {"id", "version", "effective_from", "trial"}


def told_by_keys(record: type[Record]) -> bool:
    """Whether a record is told key by key, rather than on one line."""
    return said.dispatch(record) is said.dispatch(object) and record is not Disease


def records_in(kind: object) -> Iterator[type[Record]]:
    """Every record that a type annotation can hold."""
    if isinstance(kind, type) and issubclass(kind, Record):
        yield kind
    for part in get_args(kind):
        yield from records_in(part)


def keys_of(section: str, record: type[Record]) -> Iterator[tuple[str, str]]:
    for key, field in record.model_fields.items():
        if key in facts._ITS_SOURCE or (key in facts._IN_ITS_HEAD and section not in facts._WITHOUT_A_HEAD):
            continue
        yield section, key
        for inner in records_in(field.annotation):
            if told_by_keys(inner):
                yield from keys_of(section, inner)


def test_every_section_is_in_one_chapter() -> None:
    told = [section for chapter in labels().chapters for section in chapter.sections]
    assert sorted(told) == sorted(set(Pack.model_fields) - HEAD)
    assert list(labels().sections) == told


def test_every_key_has_a_label_and_every_label_a_key() -> None:
    used = set()
    for section, field in Pack.model_fields.items():
        for record in records_in(field.annotation):
            if section not in HEAD and told_by_keys(record):
                for where, key in keys_of(section, record):
                    used.add(f"{where}.{key}" if f"{where}.{key}" in labels().fields else key)
    assert used == set(labels().fields)


def test_every_word_is_said() -> None:
    assert set(labels().words) == {kind.__name__ for kind in WORDS}
    for kind in WORDS:
        assert set(labels().words[kind.__name__]) == {member.value for member in kind}
    assert set(labels().audiences) == set(Audience)
