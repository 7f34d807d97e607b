"""What every piece of pack and calendar data is: immutable, strictly typed, and closed to unknown keys."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value read from a data file. An unknown key, a number for a text or a missing field is an error."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
