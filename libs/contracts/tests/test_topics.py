from contracts.catalogue import REQUEST_ANSWERS_DAYS, TOPICS
from contracts.event import MAX_EVENT_BYTES
from contracts.generate.topics import DAY_MS, TopicSpec, topics

from .party import APP, HOSPITAL, PARTIES


def by_name() -> dict[str, TopicSpec]:
    return {topic.name: topic for topic in topics(PARTIES)}


def test_without_parties_there_are_the_services_topics() -> None:
    assert [topic.name for topic in topics([])] == [topic.name for topic in TOPICS if topic.party is None]


def test_a_channel_gets_its_requests_and_updates_and_an_institution_its_tasks_and_verdicts() -> None:
    services = {topic.name for topic in topics([])}
    channels = {topic.name for topic in topics([APP])} - services
    institutions = {topic.name for topic in topics([HOSPITAL])} - services
    assert channels == {"intake.requests.gz-app.v1", "intake.updates.gz-app.v1"}
    assert institutions == {"review.tasks.H52020199001.v1", "review.verdicts.H52020199001.v1"}


def test_names_are_unique_and_topics_are_created_once() -> None:
    assert len(by_name()) == len(topics(PARTIES)) == len(topics([])) + 2 * len(PARTIES)


def test_services_get_twelve_partitions_for_400_days_and_parties_one_for_weeks() -> None:
    service, party = by_name()["review.cases.v1"], by_name()["review.tasks.H52020199001.v1"]
    assert (service.partitions, service.config["retention.ms"]) == (12, str(400 * DAY_MS))
    assert (party.partitions, party.config["retention.ms"]) == (1, str(14 * DAY_MS))


def test_an_event_that_the_codec_allows_fits_into_a_record() -> None:
    assert all(int(topic.config["max.message.bytes"]) >= 2 * MAX_EVENT_BYTES for topic in topics(PARTIES))


def test_a_request_is_gone_before_its_answer_whatever_time_its_sender_wrote() -> None:
    ingress = by_name()["intake.requests.gz-app.v1"].config
    assert ingress["message.timestamp.type"] == "LogAppendTime"
    assert int(ingress["retention.ms"]) + int(ingress["segment.ms"]) < REQUEST_ANSWERS_DAYS * DAY_MS
