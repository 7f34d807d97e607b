"""The words in which packs are told."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from policy.record import Record
from policy.record_file import load_record
from policy.text import Text


class Audience(StrEnum):
    """Whom a rule concerns."""

    APPLICANTS = "applicants"
    AGENTS = "agents"
    INSURED = "insured"
    REVIEWERS = "reviewers"
    AGENCY = "agency"
    SYSTEMS = "systems"


class Chapter(Record):
    """Sections that belong together, in the order of reading."""

    title: Text
    sections: tuple[str, ...]


class SectionLabel(Record):
    """A key of the pack."""

    title: Text
    affects: tuple[Audience, ...] = Field(min_length=1)


class Label(Record):
    """What a key is called, how its value is put, and what is said where there is none."""

    name: Text
    unit: Text | None = None
    shown_as: Literal["percent", "megabytes"] | None = None
    nothing: Text | None = None


class Phrases(Record):
    """Sentences with values in braces."""

    heading: Text
    version: Text
    legend: Text
    unconfirmed: Text
    sample: Text
    source: Text
    in_force: Text
    so: Text = Field(alias="yes")
    not_so: Text = Field(alias="no")
    nothing: Text
    withdrawn: Text
    no_code: Text
    criteria: Text
    diseases: Text
    long_term: Text
    years: Text
    calendar_years: Text
    until: Text
    recertification: Text
    excludes: Text
    from_to: Text
    versions: Text
    two_packs: Text
    same: Text
    changed: Text
    added: Text
    removed: Text
    confirmed: Text
    sourced: Text
    reopened: Text
    for_whom: Text


class Labels(Record):
    """`texts/labels.yaml`. `fields` are by key, or by `section.key`; None is a key that needs no word."""

    chapters: tuple[Chapter, ...]
    sections: Mapping[str, SectionLabel]
    audiences: Mapping[Audience, Text]
    fields: Mapping[str, Label | None]
    words: Mapping[str, Mapping[str, Text]]
    phrases: Phrases

    def field(self, section: str, key: str) -> Label | None:
        """Return the label of a key."""
        return self.fields.get(f"{section}.{key}") or self.fields[key]


@cache
def labels() -> Labels:
    """Return the words that come with the product."""
    return load_record(Labels, files("policy") / "texts" / "labels.yaml")
