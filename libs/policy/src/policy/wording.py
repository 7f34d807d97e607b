"""The words of notices: a template per step and medium, filled with typed values only.

Neither a name nor a disease fits into one: a telephone may be shared, and a lock screen is read by others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Annotated

from contracts.vocabulary import ApplicationNumber, Medium
from pydantic import AfterValidator, AwareDatetime, Field

from policy.calendar import local
from policy.notices import NoticeStep
from policy.pack import Pack
from policy.record import Record
from policy.record_file import load_record
from policy.text import Language, Text

_FROM_THE_PACK = {"where", "helpline"}


class Values(Record):
    """What a notice may say of an application. Times are aware and shown in Asia/Shanghai.

    `until` is the end of a term: the last day of it is shown, which for 24:00 is the day that ends then.
    """

    number: ApplicationNumber | None = None
    day: date | None = None
    at: AwareDatetime | None = None
    until: AwareDatetime | None = None
    count: Annotated[int, Field(ge=1, le=99)] | None = None
    percent: Annotated[int, Field(ge=1, le=100)] | None = None


class MissingValue(ValueError):  # noqa: N818
    """A template needs a value that wasn't given."""


@dataclass(frozen=True, slots=True)
class Message:
    """A notice in words. An SMS has no title, and begins with the sender's signature."""

    title: str
    text: str


def _names_in(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _takes_typed_values_only(text: Text) -> Text:
    strange = (_names_in(text.zh) | _names_in(text.en)) - set(Values.model_fields) - _FROM_THE_PACK
    if strange:
        raise ValueError(f"no value is called {', '.join(sorted(strange))}")
    return text


Template = Annotated[Text, AfterValidator(_takes_typed_values_only)]


class Wording(Record):
    """A message of one medium. `then` is a further sentence for when all its values are known."""

    title: Text | None = None
    text: Template
    then: Template | None = None


def render(pack: Pack, step: NoticeStep, medium: Medium, values: Values, language: Language = Language.ZH) -> Message:
    """Return the notice of `step` in words; raises MissingValue, and KeyError if `step` has none for the medium."""
    wording = _wordings()[step][medium]
    shown = _shown(pack, values, language)
    text = _filled(wording.text.of(language), shown)
    if wording.then and _names_in(wording.then.of(language)) <= shown.keys():
        text += _gap(language) + _filled(wording.then.of(language), shown)
    if medium is Medium.SMS:
        return Message("", f"【{pack.notices.signature}】{text}")
    if addition := pack.notices.additions.get(step):
        text += _gap(language) + addition.of(language)
    return Message(wording.title.of(language) if wording.title else "", text)


def needs(step: NoticeStep, medium: Medium) -> frozenset[str]:
    """Return the names of the values that the notice can't do without."""
    return _names_in(_wordings()[step][medium].text.zh) - _FROM_THE_PACK


def has_words(step: NoticeStep, medium: Medium) -> bool:
    """Tell whether there is a text for the step by that medium."""
    return medium in _wordings()[step]


def _filled(template: str, shown: Mapping[str, str]) -> str:
    try:
        return template.format_map(shown)
    except KeyError as error:
        raise MissingValue(f"the notice needs a value for {error.args[0]}") from error


def _shown(pack: Pack, values: Values, language: Language) -> dict[str, str]:
    shown = {"where": pack.notices.where.of(language), "helpline": pack.helpline.phone}
    given = ((name, getattr(values, name)) for name in Values.model_fields)
    return shown | {name: _in_words(name, value, language) for name, value in given if value is not None}


def _in_words(name: str, value: str | int | date, language: Language) -> str:
    match value:
        case datetime() if name == "until":
            return _day(local(value) - timedelta(microseconds=1), language)
        case datetime():
            return f"{_day(local(value), language)}{_gap(language)}{local(value):%H:%M}"
        case date():
            return f"{value.year}年{_day(value, language)}" if language is Language.ZH else value.isoformat()
        case _:
            return str(value)


def _day(day: date, language: Language) -> str:
    return f"{day.month}月{day.day}日" if language is Language.ZH else f"{day:%Y-%m-%d}"


def _gap(language: Language) -> str:
    """What stands between two sentences."""
    return "" if language is Language.ZH else " "


class _Wordings(Record):
    wordings: Mapping[NoticeStep, Mapping[Medium, Wording]]


@cache
def _wordings() -> Mapping[NoticeStep, Mapping[Medium, Wording]]:
    return load_record(_Wordings, files("policy") / "texts" / "notices.yaml").wordings
