"""What all events share: a fact in the past tense, business data only, unreadable variants refused."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

MAX_EVENT_BYTES = 64 * 1024
"""The largest body an event may have on the bus."""


class Part(BaseModel):
    """A value inside an event: immutable, strictly typed; fields of a later version are passed over."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", allow_inf_nan=False)


class Event(Part):
    """A fact about one aggregate. Its `ce_subject` names the aggregate, so the body doesn't repeat it."""

    major: ClassVar[int] = 1

    @classmethod
    def type_name(cls) -> str:
        """Return the CloudEvents type, `mante.<Event>.v<major>`."""
        return f"mante.{cls.__name__}.v{cls.major}"


def dataschema(event: type[Event]) -> str:
    """Return the id of the event's JSON Schema: `$id` in the file, `ce_dataschema` on the wire."""
    return f"urn:mante:event:{event.__name__}:v{event.major}"
