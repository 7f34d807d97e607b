"""Which entry of the catalogue a topic belongs to, and which party's it is."""

import re
from functools import cache
from typing import NamedTuple

from contracts.catalogue import TOPICS, Topic

PARTY = "[A-Za-z0-9][A-Za-z0-9-]{1,29}"


class Member(NamedTuple):
    """A topic by its catalogue entry; `party` is the code in the name of a party's topic."""

    topic: Topic
    party: str | None


def pattern_of(topic: Topic) -> str:
    """Return the regular expression that the names of this topic's members match, from start to end."""
    before, party, after = topic.name.partition("{party}")
    return f"^{re.escape(before)}{f'({PARTY})' if party else ''}{re.escape(after)}$"


@cache
def member(name: str) -> Member | None:
    """Return what `name` is in the catalogue, or None for a topic that isn't ours."""
    for topic in TOPICS:
        if found := re.fullmatch(pattern_of(topic), name):
            return Member(topic, found[1] if topic.party else None)
    return None
