"""A pack to read: chapters, sections, what holds, and by which source."""

from collections.abc import Iterator
from itertools import groupby

from policy.pack import Pack
from policy.showing.facts import Fact, facts_of
from policy.showing.labels import Chapter, labels
from policy.showing.tongue import Tongue
from policy.text import Language

_NUMERALS = "一二三四五六七八九十"


def page(pack: Pack, language: Language = Language.ZH) -> Iterator[str]:
    """Give the lines of a page about a pack."""
    tongue = Tongue.of_pack(pack, language)
    yield tongue.say(tongue.phrases.heading, city=tongue.of(pack.pooling_area.name))
    day = tongue.day(pack.effective_from)
    yield tongue.say(tongue.phrases.version, id=pack.id, version=pack.version, day=day)
    yield tongue.of(tongue.phrases.legend)
    facts = {section: tuple(group) for section, group in groupby(facts_of(pack, language), lambda fact: fact.path[0])}
    for number, chapter in enumerate(labels().chapters, 1):
        yield ""
        yield f"{_numbered(number, tongue)}{tongue.of(chapter.title)}"
        yield from _chapter(chapter, facts, pack, tongue)


def _numbered(number: int, tongue: Tongue) -> str:
    if tongue.language is Language.EN:
        return f"{number}. "
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (_NUMERALS[ones - 1] if ones else "") + "、"


def _chapter(chapter: Chapter, facts: dict[str | int, tuple[Fact, ...]], pack: Pack, tongue: Tongue) -> Iterator[str]:
    for section in chapter.sections:
        title = tongue.of(labels().sections[section].title)
        here = facts[section]
        yield f"  【{title}】" if tongue.language is Language.ZH else f"  [{title}]"
        for fact in here:
            yield from _lines(fact, tongue)
        if sources := dict.fromkeys(fact.source for fact in here if fact.source):
            titles = tongue.clauses(*(tongue.of(pack.sources[source].title) for source in sources))
            yield f"    {tongue.of(tongue.phrases.source)}{tongue.colon}{titles}"


def _lines(fact: Fact, tongue: Tongue) -> Iterator[str]:
    about = " · ".join(fact.about)
    first, *rest = fact.value.split("\n")
    marks = ((fact.unconfirmed, tongue.phrases.unconfirmed), (fact.sample, tongue.phrases.sample))
    mark = "".join(tongue.in_brackets(tongue.of(text)) for is_so, text in marks if is_so)
    yield f"    {about}{tongue.colon if about else ''}{first}{mark}"
    yield from (f"      {line}" for line in rest)
