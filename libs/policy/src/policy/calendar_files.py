"""The calendars that come with the product, and those that a city lays beside them."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from policy.arrangement import Statutory, Year
from policy.calendar import Years
from policy.record_file import load_record, yaml_in

BUILT_IN: Traversable = files("policy") / "calendars"
_STATUTORY = "statutory.yaml"


def load_years(*more: Traversable) -> Years:
    """Return the built-in years, overlaid by the files `<year>.yaml` of each further folder; raises InvalidFile."""
    found = {year.year: year for folder in (BUILT_IN, *more) for year in _years_in(folder)}
    return Years(found, load_record(Statutory, BUILT_IN / _STATUTORY))


def _years_in(folder: Traversable) -> list[Year]:
    return [load_record(Year, file) for file in yaml_in(folder) if file.name != _STATUTORY]
