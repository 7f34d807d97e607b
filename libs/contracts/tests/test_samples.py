import json
from importlib.resources import files
from uuid import UUID

import pytest
from contracts.catalogue import EVENT_OF, TOPIC_OF
from contracts.codec import decode, encode
from contracts.event import Event
from contracts.examples import example_of, samples_of
from contracts.generate.schemas import schema_of
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

PUBLISHED = sorted(
    (folder.name, version.name.removeprefix("v"), sample.name, sample.read_text("utf-8"))
    for folder in (files("contracts") / "samples").iterdir()
    for version in folder.iterdir()
    for sample in version.iterdir()
)


@pytest.mark.parametrize(("event", "major", "name", "text"), PUBLISHED, ids=lambda value: str(value)[:40])
def test_every_sample_ever_published_is_read_by_todays_models(event: str, major: str, name: str, text: str) -> None:
    model = EVENT_OF[f"mante.{event}.v{major}"]
    assert name.endswith(".json")
    assert decode(model, encode(decode(model, text.encode()))) == decode(model, text.encode())


@pytest.mark.parametrize("event", list(TOPIC_OF), ids=lambda event: event.__name__)
def test_every_event_has_samples_that_its_schema_allows(event: type[Event]) -> None:
    validator = Draft202012Validator(schema_of(event), format_checker=FormatChecker())
    Draft202012Validator.check_schema(validator.schema)
    for body in samples_of(event).values():
        validator.validate(json.loads(body))
    assert isinstance(example_of(event), event)


@pytest.mark.parametrize("event", list(TOPIC_OF), ids=lambda event: event.__name__)
def test_samples_show_every_field(event: type[Event]) -> None:
    shown = {name for body in samples_of(event).values() for name in json.loads(body)}
    assert event.model_fields.keys() - shown == set()


def test_ids_in_samples_are_invented_and_ordered_by_time() -> None:
    ids = [UUID(word) for *_, text in PUBLISHED for word in text.split('"') if len(word) == 36 and word.count("-") == 4]
    assert len(ids) > 50
    assert all(found.version == 7 and found.int & 0xFFFF_FFFF < 0x1_0000 for found in ids)
