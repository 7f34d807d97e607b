"""Small records in words, each on one line."""

from policy.areas import Division
from policy.arrangement import Holiday, Session, ShortDay
from policy.criteria.telling import in_words
from policy.diseases import Group, NationalCode, Recognition
from policy.exclusions import Exclusion, Holding
from policy.guidance import Said
from policy.materials import CodedRule
from policy.notices import Told
from policy.review import RejectionReason
from policy.showing.tongue import Tongue
from policy.showing.values import said
from policy.source import Source
from policy.validity import Validity, YearsCount

_INDENT = "  "


@said.register
def _(value: Division, tongue: Tongue) -> str:
    told = f"{tongue.of(value.name)} {value.code}"
    return told + (tongue.in_brackets(tongue.of(tongue.phrases.withdrawn)) if value.withdrawn else "")


@said.register
def _(value: Said, tongue: Tongue) -> str:
    return tongue.of(value.text)


@said.register(CodedRule)
@said.register(RejectionReason)
def _(value: CodedRule | RejectionReason, tongue: Tongue) -> str:
    return tongue.joined(tongue.of(value.text), tongue.of(value.advice))


@said.register
def _(value: Source, tongue: Tongue) -> str:
    return tongue.say(tongue.phrases.in_force, title=tongue.of(value.title), day=tongue.day(value.effective_from))


@said.register
def _(value: Told, tongue: Tongue) -> str:
    return f"{said(value.to, tongue)}{tongue.in_brackets(str(said(value.by, tongue)))}"


@said.register
def _(value: Session, tongue: Tongue) -> str:
    del tongue
    return f"{value.opens:%H:%M}–{value.closes:%H:%M}"


@said.register
def _(value: Holiday, tongue: Tongue) -> str:
    first, last = tongue.day(value.first), tongue.day(value.last)
    return f"{value.name} {tongue.say(tongue.phrases.from_to, first=first, last=last)}"


@said.register
def _(value: ShortDay, tongue: Tongue) -> str:
    return f"{value.name} {tongue.day(value.day)} {said(value.sessions, tongue)}"


@said.register
def _(value: Holding, tongue: Tongue) -> str:
    return tongue.named(value.disease) + (tongue.in_brackets(str(said(value.scheme, tongue))) if value.scheme else "")


@said.register
def _(value: Exclusion, tongue: Tongue) -> str:
    return tongue.say(tongue.phrases.excludes, one=said(value.one, tongue), other=said(value.other, tongue))


@said.register
def _(value: Validity, tongue: Tongue) -> str:
    told = [_length(value, tongue)]
    if value.recertification_notice_days:
        days = tongue.listed(map(str, value.recertification_notice_days))
        told.append(tongue.say(tongue.phrases.recertification, days=days))
    return tongue.clauses(*told)


def _length(value: Validity, tongue: Tongue) -> str:
    if value.until is not None:
        return tongue.say(tongue.phrases.until, day=tongue.day(value.until))
    if value.years is None:
        return tongue.of(tongue.phrases.long_term)
    by_calendar = value.counted is YearsCount.CALENDAR_YEARS
    sentence = tongue.phrases.calendar_years if by_calendar else tongue.phrases.years
    return tongue.say(sentence, count=value.years)


@said.register
def _(value: Group, tongue: Tongue) -> str:
    return (
        tongue.of(tongue.phrases.nothing)
        if value.count is None
        else tongue.say(tongue.phrases.diseases, count=value.count)
    )


@said.register
def _(value: NationalCode, tongue: Tongue) -> str:
    del tongue
    return f"{value.code} {value.name}"


@said.register
def _(value: Recognition, tongue: Tongue) -> str:
    return "\n".join(_INDENT * line.depth + line.text for line in in_words(value.must, tongue.language))
