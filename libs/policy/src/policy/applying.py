"""Who may apply, where, and with which form."""

from enum import StrEnum
from typing import Literal

from contracts.vocabulary import AreaCode, PartyCode, Route, Scheme
from pydantic import Field

from policy.record import Record
from policy.source import Sourced
from policy.text import Text, Words


class PoolingArea(Record):
    """统筹地区: where the person is insured. `number_prefix` begins the application numbers."""

    code: AreaCode
    name: Text
    number_prefix: str = Field(pattern=r"^[A-Z]{2}$")


class Eligibility(Sourced):
    """Whose applications the area takes."""

    schemes: tuple[Scheme, ...] = Field(min_length=1)
    text: Text


class Channel(Sourced):
    """A way in. `entry` is what the person taps there."""

    code: PartyCode
    name: Text
    route: Route
    entry: Text | None = None


class Open(StrEnum):
    """When something can be done."""

    ALWAYS = "always"
    WORKING_TIME = "working_time"


class Hours(Sourced):
    """When people can apply: online, and at a counter."""

    online: Open
    counter: Open


class FormKind(StrEnum):
    """How the application form is given."""

    FILLED_ONLINE = "filled_online"
    UPLOADED = "uploaded"


class Form(Sourced):
    """申请表."""

    kind: FormKind
    name: Text


class DraftRule(Sourced):
    """How long a draft is kept that was never lodged."""

    expires_after_days: int = Field(ge=1, le=365)


class Limits(Sourced):
    """How much at a time. Each disease of a form is an application of its own; for each, a person has one open."""

    diseases_per_form: int = Field(ge=1, le=50)
    open_applications_per_disease: Literal[1]


class Helpline(Sourced):
    """The telephone for questions."""

    phone: Words
