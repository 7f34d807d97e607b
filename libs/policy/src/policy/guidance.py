"""What people are told in the bureau's own words."""

from policy.record import Record
from policy.source import Sourced
from policy.text import Text


class Said(Sourced):
    """A text for applicants."""

    text: Text


class Guidance(Record):
    """The texts that a city may have; None where it has nothing to say."""

    application_number: Said | None = None
    progress: Said | None = None
    contact: Said | None = None
    conduct: Said | None = None
    legibility: Said | None = None
    one_time_notice: Said | None = None
    result_notice: Said | None = None
    on_technical_failure: Said | None = None
