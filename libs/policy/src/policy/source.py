"""Where a rule comes from."""

from datetime import date

from contracts.vocabulary import Code
from pydantic import HttpUrl

from policy.record import Record
from policy.text import Text

SourceCode = Code
"""The name under which a pack lists a source; every rule names one."""


class Source(Record):
    """A regulation, a notice or a guide. Not `confirmed` is a default of ours that the bureau has yet to confirm."""

    title: Text
    effective_from: date
    url: HttpUrl | None = None
    confirmed: bool = True


class Sourced(Record):
    """A rule with its source. `left_open` names the keys of it that the source is silent on: those are defaults."""

    source: SourceCode
    left_open: tuple[str, ...] = ()
