import shutil
from pathlib import Path

import pytest
import yaml
from contracts.catalogue import TOPIC_OF, TOPICS
from contracts.event import dataschema
from contracts.generate.__main__ import main
from contracts.generate.asyncapi import asyncapi
from contracts.generate.decisions import Decided, Occasion, text
from contracts.generate.files import generated, stale
from contracts.generate.reference import reference_file
from contracts.generate.schemas import schema_of

REPOSITORY = Path(__file__).parents[3]


def test_what_lies_in_the_repository_is_what_the_catalogue_gives() -> None:
    assert main(["--check", "--root", str(REPOSITORY)]) == 0


def test_a_file_that_is_changed_missing_or_left_over_is_found_and_put_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path)]) == 0
    assert stale(tmp_path, generated([])) == []
    left_over, changed = tmp_path / "libs/contracts/schemas/Gone.v1.json", tmp_path / "docs/events.md"
    left_over.write_text("{}")
    changed.write_text("")
    shutil.rmtree(tmp_path / "deploy")
    capsys.readouterr()
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "not true: deploy/kafka/acls.yaml",
        "not true: deploy/kafka/topics.yaml",
        "not true: docs/events.md",
        "not true: libs/contracts/schemas/Gone.v1.json",
    ]
    assert (main(["--root", str(tmp_path)]), main(["--check", "--root", str(tmp_path)])) == (0, 0)
    assert not left_over.exists()


def test_a_schema_is_known_by_the_name_that_events_carry() -> None:
    for event in TOPIC_OF:
        schema = schema_of(event)
        assert schema["$id"] == dataschema(event) == f"urn:mante:event:{event.__name__}:v1"
        assert schema.get("additionalProperties", True)


def test_the_reference_tells_of_every_topic_event_and_field() -> None:
    told = reference_file([])
    assert all(f"### `{topic.name}`" in told for topic in TOPICS)
    for event in TOPIC_OF:
        section = told.partition(f"#### {event.__name__}\n")[2].partition("\n#### ")[0]
        assert all(f"| `{name}" in section for name in event.model_fields)
        assert "```json" in section


def test_decisions_are_told_with_the_event_that_leads_to_them(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    ends = Decided("intake", Occasion.MESSAGE, "CaseClosed", "show_the_end", "The applicant hears how it ended.")
    (tmp_path / "docs/decisions.json").write_text(text([ends]))
    main(["--root", str(tmp_path)])
    section = (tmp_path / "docs/events.md").read_text().partition("#### CaseClosed\n")[2].partition("\n#### ")[0]
    assert "Leads to:\n\n- `intake.show_the_end`: The applicant hears how it ended.\n" in section


def test_timers_results_and_what_is_given_up_are_told_at_the_end() -> None:
    rows = [
        Decided("intake", Occasion.TIMER, "draft_expiry", "expire_draft", "Close it."),
        Decided("notify", Occasion.GIVEN_UP, "SendSms", "give_up", "Say so."),
        Decided("notify", Occasion.MESSAGE, "SmsSent", "note_it", "Note it.", "What the gateway says."),
    ]
    end = reference_file(rows).partition("## What else is decided\n")[2]
    assert "### In intake\n\n| when |" in end
    assert "| the timer `draft_expiry` comes due | `expire_draft`: Close it. |" in end
    assert "| `SendSms` is given up: the ladder of retries came to its end | `give_up`: Say so. |" in end
    assert "| `SmsSent`: What the gateway says. | `note_it`: Note it. |" in end


def test_every_reference_in_asyncapi_leads_somewhere() -> None:
    document = asyncapi()

    def references(value: object) -> list[str]:
        if isinstance(value, dict):
            here = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return here + [found for inner in value.values() for found in references(inner)]
        return [found for inner in value for found in references(inner)] if isinstance(value, list) else []

    for reference in set(references(document)):
        place: object = document
        for step in reference.removeprefix("#/").split("/"):
            assert isinstance(place, dict)
            place = place[step]


def test_asyncapi_gives_every_sender_and_reader_an_operation() -> None:
    operations = asyncapi()["operations"]
    assert len(operations) == sum(1 + len(topic.consumers) for topic in TOPICS)
    assert operations["channel_sends_intake_requests"]["action"] == "send"
    assert operations["notify_receives_review_cases"]["action"] == "receive"


def test_kafka_files_are_plain_data() -> None:
    files = generated([])
    topics = yaml.safe_load(files["deploy/kafka/topics.yaml"])["topics"]
    access = yaml.safe_load(files["deploy/kafka/acls.yaml"])
    assert [topic["name"] for topic in topics] == [topic.name for topic in TOPICS]
    assert access["parties"]["institution"][0]["name"] == "review.tasks.{party}.v1"
    assert set(access["services"]) == {topic.publisher for topic in TOPICS if not topic.ingress}
