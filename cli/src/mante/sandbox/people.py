"""`python -m mante.sandbox.people`: people who apply, so that a hospital's team always has something to decide.

They come through the channel `web`; when one's application has ended, the next one comes.
"""

import os
import time
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
from channel_over_http import Channel, Refused
from papers import make

from mante.sandbox import births
from mante.sandbox.persons import somebody
from mante.sandbox.rows import LIUPANSHUI, SANDBOX

Json = dict[str, Any]
YOURS, YOURS_IN_A_HURRY = "H52020199002", "H99000099002"
MATERIALS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
_LOOK_EVERY = 1.0  # seconds
_PAUSE = 5.0  # seconds, between one person and the next
_TURNS = 999


@dataclass
class Visitor:
    """One place in the queue. Answers supplements if they do, and withdraws after so many seconds if they do."""

    born: str
    area: str
    hospital: str
    answers: bool = True
    withdraws_after: float | None = None
    application: str = ""
    came: float = 0.0
    answered: set[int] = field(default_factory=set)

    def look(self, channel: Channel) -> None:
        """Do what is to be done now. Raises Refused, httpx.HTTPError: then it is tried again."""
        if not self.application:
            self._apply(channel)
            return
        progress = channel.progress(self.application)["progress"]
        round_ = progress.get("round")
        if progress["state"] == "awaiting_supplement" and self.answers and round_ not in self.answered:
            self._answer(channel, round_, {item["material"] for item in progress["items"]})
        elif progress["state"] == "in_review" and self._is_tired():
            channel.withdraw(self.application, key=f"tired-{self.application}")
        elif "outcome" in progress or progress["state"] in {"not_accepted", "expired"}:
            time.sleep(_PAUSE)
            self.application = ""

    def _apply(self, channel: Channel) -> None:
        person = somebody(self.born, int(time.time() / _PAUSE) % _TURNS + 1)
        told = {"id_number": person.id_number, "name": person.name, "phone": person.phone}
        draft = channel.draft(
            {
                "person_ref": channel.person(told),
                "applicant": {"kind": "self"},
                "pooling_area": self.area,
                "scheme": "resident",
                "disease_code": "bronchial_asthma",
                "hospital": self.hospital,
            }
        )
        papers = channel.upload(draft["upload_grant"], _files(person.name, MATERIALS, 1))
        lodged = channel.lodge(draft["application_id"], papers)
        self.application = lodged.get("joined") or draft["application_id"]
        self.came, self.answered = time.monotonic(), set()

    def _answer(self, channel: Channel, round_: int, materials: set[str]) -> None:
        grant = channel.post(f"/v1/applications/{self.application}/grants", {}).json()["upload_grant"]
        papers = channel.upload(grant, _files("沙箱", tuple(sorted(materials)), round_ + 1))
        channel.supplement(self.application, round_, papers, key=f"answer-{self.application}-{round_}")
        self.answered.add(round_)

    def _is_tired(self) -> bool:
        return self.withdraws_after is not None and time.monotonic() > self.came + self.withdraws_after


def visitors() -> list[Visitor]:
    """Return who comes: one at a time of each kind."""
    return [
        Visitor(births.WAITS_FOR_A_HOSPITAL, LIUPANSHUI, YOURS),
        Visitor(births.WITHDRAWS, LIUPANSHUI, YOURS, withdraws_after=20),
        Visitor(births.LEFT_LYING, SANDBOX, YOURS_IN_A_HURRY, answers=False),
    ]


def _files(name: str, materials: tuple[str, ...], seed: int) -> list[tuple[str, bytes, str, str]]:
    made = [(kind, make(kind, name, date.today(), seed)) for kind in materials]  # noqa: DTZ011 - a local calendar day
    return [(kind, paper.content, paper.media_type, paper.file_name) for kind, paper in made]


def main() -> None:
    """Let people come to the front door `SANDBOX_URL`, with the secret of `web`."""
    given = os.environ  # noqa: TID251 - a program of its own, with no settings class
    channel, queue = Channel(given["SANDBOX_URL"], "web", given["SANDBOX_SECRET"]), visitors()
    while True:
        for visitor in queue:
            try:
                visitor.look(channel)
            except (Refused, httpx.HTTPError) as error:
                print(visitor.born, error, flush=True)  # noqa: T201 - into the program's log; tried again
        time.sleep(_LOOK_EVERY)


if __name__ == "__main__":
    main()
