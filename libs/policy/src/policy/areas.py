"""行政区划 and 医保区划 of a pooling area: the codes of today, and those that are gone and live on in cards."""

from enum import StrEnum

from contracts.vocabulary import AreaCode
from pydantic import Field

from policy.record import Record
from policy.source import Sourced
from policy.text import Text


class AreaStatus(StrEnum):
    """What is known of an area code."""

    CURRENT = "current"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Division(Record):
    """A county or district by GB/T 2260. A `withdrawn` code that ends in 00 stands for all that begin like it."""

    code: AreaCode
    name: Text
    withdrawn: bool = False

    def covers(self, code: str) -> bool:
        """Tell whether `code` is this division's."""
        return code == self.code or (self.code.endswith("00") and code[:4] == self.code[:4])


class Areas(Sourced):
    """The city's divisions, and `city_level`: the city itself in 医保区划 (`admdvs`), where it ends in 99."""

    city_level: AreaCode
    divisions: tuple[Division, ...] = Field(min_length=1)

    def division(self, code: str) -> Division | None:
        """Return the division of a code, current or withdrawn."""
        return next((division for division in self.divisions if division.covers(code)), None)

    def status(self, code: str) -> AreaStatus:
        """Return whether a code of GB/T 2260 is in use. For a warning at most: nobody is refused by it."""
        division = self.division(code)
        if division is None:
            return AreaStatus.UNKNOWN
        return AreaStatus.WITHDRAWN if division.withdrawn else AreaStatus.CURRENT

    def insures(self, admdvs: str) -> bool:
        """Tell whether 医保区划 `admdvs` (参保机构) lies in the pooling area: the city itself, or a county of today."""
        return admdvs == self.city_level or self.status(admdvs) is AreaStatus.CURRENT
