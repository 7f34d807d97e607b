import re
from collections import Counter
from collections.abc import Iterator

import pytest
from contracts.catalogue import EVENT_OF, REQUEST_ANSWERS_DAYS, TOPIC_OF, TOPICS, Topic
from contracts.event import Event, dataschema
from contracts.generate.fields import fields_of
from contracts.vocabulary import PiiClass

EVENTS = list(TOPIC_OF)
PERSONAL = re.compile(
    r"(^|_)(name|names|phone|mobile|telephone|email|address|birth|birthday|sex|gender|id_number|id_card|idcard|card_no"
    r"|openid|photo|face|diagnosis|comment|remark|note)(_|$)"
)


def all_events(of: type[Event] = Event) -> Iterator[type[Event]]:
    for event in of.__subclasses__():
        yield event
        yield from all_events(event)


def test_every_event_is_on_exactly_one_topic() -> None:
    published = Counter(event for topic in TOPICS for event in topic.events)
    ours = {event for event in all_events() if event.__module__.startswith("contracts.events.")}
    assert published.keys() == ours
    assert set(published.values()) == {1}


def test_every_event_has_a_name_of_its_own_in_the_past_tense() -> None:
    assert len(EVENT_OF) == len(EVENTS)
    adjectives = ("Due", "Receipt", "Approaching", "Given", "Chosen", "Resumed", "Left")
    assert all(event.__name__.endswith(("ed", *adjectives)) for event in EVENTS)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_topic_is_named_for_its_service_its_things_and_its_version(topic: Topic) -> None:
    service = topic.consumers[0] if topic.ingress else topic.publisher
    party = r"\.\{party\}" if topic.party else ""
    assert re.fullmatch(rf"{service}\.[a-z]+s{party}\.v1", topic.name)


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic.ingress], ids=lambda topic: topic.name)
def test_ingress_is_kept_for_less_time_than_the_answers_that_make_a_replay_harmless(topic: Topic) -> None:
    assert 2 * topic.retention_days < REQUEST_ANSWERS_DAYS


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_party_has_topics_of_its_own_with_one_partition_so_that_an_offset_is_a_cursor(topic: Topic) -> None:
    assert (topic.party is not None) == ("{party}" in topic.name)
    assert topic.partitions == (1 if topic.party else 12)
    assert topic.ingress == (topic.publisher == topic.party)


def test_every_topic_is_read_by_someone_and_every_event_is_told_apart_by_its_schema() -> None:
    assert all(topic.consumers for topic in TOPICS)
    assert len({dataschema(event) for event in EVENTS}) == len(EVENTS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_no_field_smells_of_personal_data(event: type[Event]) -> None:
    assert [field.name for field in fields_of(event) if PERSONAL.search(field.name.split(".")[-1])] == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_a_disease_is_named_only_where_the_topic_says_so(event: type[Event]) -> None:
    fields = {field.name for field in fields_of(event)}
    assert TOPIC_OF[event].pii is PiiClass.PSEUDONYMOUS_HEALTH or not fields & {"disease_code", "national_code"}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_no_text_and_no_number_is_without_bounds(event: type[Event]) -> None:
    loose = [field.name for field in fields_of(event) if field.type in {"string", "integer"} and not field.limits]
    assert loose == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_says_what_it_is(event: type[Event]) -> None:
    assert event.__doc__
    assert event.__doc__.strip().endswith(".")


def test_no_party_says_when_something_was_decided_and_none_names_an_address_to_call() -> None:
    asked = [event for topic in TOPICS if topic.ingress for event in topic.events]
    said = {
        (event.__name__, name): about.get("format", "")
        for event in asked
        for name, about in event.model_json_schema().get("properties", {}).items()
    }
    assert [field for field, format_ in said.items() if format_ == "date-time"] == [("MessageReceipt", "at")]
    assert not [name for _, name in said if re.search("url|uri|callback|address|endpoint", name)]
