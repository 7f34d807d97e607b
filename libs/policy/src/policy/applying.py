"""Who may apply, where, and with which form."""

from enum import StrEnum

from contracts.vocabulary import AreaCode, PartyCode, Route, Scheme
from pydantic import Field

from policy.record import Record
from policy.source import SourceCode
from policy.text import Text, Words


class PoolingArea(Record):
    """统筹地区: where the person is insured. `number_prefix` begins the application numbers."""

    code: AreaCode
    name: Text
    number_prefix: str = Field(pattern=r"^[A-Z]{2}$")


class Eligibility(Record):
    """Whose applications the area takes."""

    schemes: tuple[Scheme, ...] = Field(min_length=1)
    text: Text
    source: SourceCode


class Channel(Record):
    """A way in. `entry` is what the person taps there."""

    code: PartyCode
    name: Text
    route: Route
    entry: Text | None = None
    source: SourceCode


class FormKind(StrEnum):
    """How the application form is given."""

    FILLED_ONLINE = "filled_online"
    UPLOADED = "uploaded"


class Form(Record):
    """申请表."""

    kind: FormKind
    name: Text
    source: SourceCode


class DraftRule(Record):
    """How long a draft is kept that was never lodged."""

    expires_after_days: int = Field(ge=1, le=365)
    source: SourceCode


class Helpline(Record):
    """The telephone for questions."""

    phone: Words
    source: SourceCode
