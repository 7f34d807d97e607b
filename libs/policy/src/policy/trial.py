"""A pack to try things out with: its days last seconds, and time passes only for those who are insured there."""

from datetime import timedelta

from pydantic import Field

from policy.record import Record


class Trial(Record):
    """How long a day of the pack lasts; it has no nights, weekends or holidays. No city that people live in has one."""

    day_seconds: float = Field(gt=0, le=3600)

    @property
    def day(self) -> timedelta:
        """A day of the pack."""
        return timedelta(seconds=self.day_seconds)
