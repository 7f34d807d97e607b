"""What the line at the end counts: what was published about the story's own applications."""

import json
from dataclasses import asdict
from pathlib import Path

from mante.demo.checks.topics import Event
from mante.demo.counts import count
from mante.demo.journal import Journal

KEYS = (
    *("applications", "channels", "approved", "rejected", "supplemented", "withdrawn"),
    *("duplicates_refused", "notices_delivered", "lost", "twice", "seconds"),
)


def submitted(subject: str, channel: str) -> Event:
    return Event(f"s{subject}", "intake.applications.v1", "ApplicationSubmitted", subject, 1, "", {"channel": channel})


def test_a_channel_counts_once_and_only_for_what_the_story_brought_through_it(tmp_path: Path) -> None:
    events = [submitted("a", "gz-app"), submitted("b", "gz-app"), submitted("c", "counter"), submitted("d", "web")]
    counts = count(events, ["a", "b", "c", "a draft"], Journal(tmp_path / "journal"), [], 1.0)
    assert (counts.applications, counts.channels) == (4, 2)
    assert str(counts).startswith("applications 4, channels 2, approved 0,")
    assert tuple(json.loads(json.dumps(asdict(counts)))) == KEYS
