"""The words in which criteria are told."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from policy.criteria.atoms import Sex
from policy.criteria.evidence import DocumentKind, Title
from policy.record import Record
from policy.record_file import load_record
from policy.text import Text


class CriteriaWords(Record):
    """The sentences of `texts/criteria.yaml`."""

    all_of: Text
    any_of: Text
    at_least: Text
    either: Text = Field(alias="or")
    years: Text
    months: Text
    within: Text
    level: Text
    level_a: Text
    signers: Text
    levels: tuple[Text, Text, Text]
    titles: Mapping[Title, Text]
    not_replaced_by: Text
    outpatient: Text
    inpatient: Text
    history: Text
    age_at_least: Text
    age_at_most: Text
    exclusion: Text
    not_together_with: Text
    sexes: Mapping[Sex, Text]
    kinds: Mapping[DocumentKind, Text]


@cache
def criteria_words() -> CriteriaWords:
    """Return the words that come with the product."""
    return load_record(CriteriaWords, files("policy") / "texts" / "criteria.yaml")
