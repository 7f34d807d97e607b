"""The hospital where the benefit is used, on the page of an approved application: chosen, changed, or refused.

Where the pooling area has none chosen there is no such step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from contracts.vocabulary import ApplicationState
from policy.pack import Pack
from policy.text import Text

from intake.domain.application import Application, NoHospital

WHY_NOT = {
    "CHANGE_QUOTA_USED": Text(zh="本年度变更次数已用完。", en="It was changed as often as the year allows."),
    "HOSPITAL_NOT_DESIGNATED": Text(
        zh="该医院不是可选的定点医疗机构，请另选一家。", en="That hospital takes no part; please choose another."
    ),
}
OTHERWISE = Text(
    zh="当前不能选择就诊医院，请咨询经办机构。", en="No hospital can be chosen now: please ask the agency."
)
AGAIN = Text(zh="{day}起可再次变更。", en="You may change it from {day} on.")


class Hospital(Protocol):
    """A hospital as it can be chosen."""

    @property
    def code(self) -> str:
        """Its national code."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def suspended(self) -> bool:
        """Whether it takes no part any more."""


class Hospitals(Protocol):
    """Who takes part now."""

    def institutions(self, area: str) -> Iterable[Hospital]:
        """Return the hospitals of a pooling area that take part."""

    def party(self, code: str) -> Hospital | None:
        """Return one by its code, whether or not it does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`name` is what the hospital is called that is the person's, `since` from when; `has_left` says it takes no part.

    `offered` are those that may be chosen now, and none while a choice is being decided; `refused` says why the last
    one was in vain.
    """

    name: str | None
    since: date | None
    has_left: bool
    is_change: bool
    changes_per_year: int
    leaving_is_free: bool
    offered: tuple[Hospital, ...]
    refused: Text | None


def choice_of(pack: Pack, application: Application, hospitals: Hospitals, *, ours: bool) -> Choice | None:
    """Return what the page says of the hospital; None where there is nothing to choose, or nothing granted."""
    rule, benefit = pack.designated_hospital, application.benefit
    if rule is None or application.status is not ApplicationState.APPROVED or benefit.over is not None:
        return None
    there = tuple(hospitals.institutions(pack.pooling_area.code))
    theirs = hospitals.party(benefit.hospital) if benefit.hospital else None
    open_now = ours and application.choosing is None
    return Choice(
        name=theirs.name if theirs else benefit.hospital,
        since=date.fromisoformat(benefit.hospital_from) if benefit.hospital_from else None,
        has_left=theirs is not None and theirs.suspended,
        is_change=benefit.hospital is not None,
        changes_per_year=rule.changes_per_year,
        leaving_is_free=rule.free_change_when_hospital_leaves,
        offered=tuple(one for one in there if one.code != benefit.hospital) if open_now else (),
        refused=_why(benefit.refused) if benefit.refused else None,
    )


def _why(refused: NoHospital) -> Text:
    why = WHY_NOT.get(refused.code, OTHERWISE)
    if refused.next_possible is None:
        return why
    day = date.fromisoformat(refused.next_possible)
    again = Text(
        zh=AGAIN.zh.format(day=f"{day.year}年{day.month}月{day.day}日"), en=AGAIN.en.format(day=day.isoformat())
    )
    return Text(zh=f"{why.zh}{again.zh}", en=f"{why.en} {again.en}")
