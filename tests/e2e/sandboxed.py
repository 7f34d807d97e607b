"""A sandbox that is up, and its table played the way a channel's or a hospital's team would play it."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import httpx
from channel_over_http import Channel, File
from mante.demo.place import Place
from mante.sandbox.desks import Desk, Staff
from mante.sandbox.persons import Person, somebody
from mante.sandbox.rows import LIUPANSHUI, NANCHONG, SANDBOX, Row
from mante.stack import following
from mante.stack.guardian import guarded
from mante.stack.wanted import Wanted
from papers import make

Json = dict[str, Any]
WITHIN = 120.0
"""Seconds: twenty plays at once on two cores, where one alone takes a few."""
FIRST_CHANNEL = {LIUPANSHUI: "gz-app", NANCHONG: "sc-mini", SANDBOX: "gz-app"}
OTHER_CHANNEL = {LIUPANSHUI: "gz-wechat", NANCHONG: "web"}
OURS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
MATERIALS = {LIUPANSHUI: OURS, SANDBOX: OURS, NANCHONG: ("application_form", *OURS[1:])}


@contextmanager
def sandbox() -> Iterator[Place]:
    """Bring one up, and take it down again."""
    folder = Path(mkdtemp(prefix="mante-sandbox-"))
    with guarded(folder, scratch=True):
        about = following.bring_up(folder, Wanted(port=0, sandbox=True), lambda _: None)
        try:
            yield Place.of(folder, about["addresses"])
        finally:
            following.take_down(folder, lambda _: None)
    shutil.rmtree(folder, ignore_errors=True)


def eventually(look: Callable[[], Any], within: float = WITHIN) -> Any:  # noqa: ANN401
    """Return what `look` gives once that is something."""
    until = time.monotonic() + within
    while not (found := look()):
        assert time.monotonic() < until, f"not within {within:g} s: {look.__qualname__}"
        time.sleep(0.3)
    return found


def papers(area: str, name: str = "沙箱", *, without: tuple[str, ...] = (), seed: int = 1) -> list[File]:
    """Return good papers: what is asked of a person who applies for themselves."""
    kinds = [kind for kind in MATERIALS[area] if kind not in without]
    made = [(kind, make(kind, name, date.today(), seed)) for kind in kinds]  # noqa: DTZ011 - a local calendar day
    return [(kind, paper.content, paper.media_type, paper.file_name) for kind, paper in made]


@dataclass
class Guest:
    """One play: a person of a row, insured in one of its areas."""

    place: Place
    row: Row
    area: str
    serial: int
    opened: list[httpx.Client] = field(default_factory=list)

    def close(self) -> None:
        """Close every client that was made for the play."""
        for client in self.opened:
            client.close()

    @property
    def person(self) -> Person:
        """Who applies."""
        return somebody(self.row.born, self.serial, self.row.phone)

    def channel(self, code: str = "") -> Channel:
        """Return a channel's client."""
        code = code or FIRST_CHANNEL[self.area]
        channel = Channel(self.place.front, code, self.place.secret(code))
        self.opened += [channel.http, channel.uploads]
        return channel

    def draft(self, channel: Channel, *, agent: Person | None = None, hospital: str | None = None) -> Json:
        """Begin an application."""
        applicant: Json = {"kind": "self"}
        if agent:
            applicant = {"kind": "agent", "agent_ref": known(channel, agent), "relation": "child"}
        body = {
            "person_ref": known(channel, self.person),
            "applicant": applicant,
            "pooling_area": self.area,
            "scheme": "resident",
            "disease_code": "bronchial_asthma",
        }
        return channel.draft(body | ({"hospital": hospital} if hospital else {}))

    def apply(self, files: list[File] | None = None, **draft: Any) -> "Followed":  # noqa: ANN401
        """Begin an application and hand it in."""
        channel = self.channel()
        opened = self.draft(channel, **draft)
        given = channel.upload(opened["upload_grant"], files if files is not None else papers(self.area))
        channel.lodge(opened["application_id"], given)
        return Followed(channel, opened["application_id"])

    def another(self, row: Row) -> "Guest":
        """Return a person of another row, whose clients are closed with this one's."""
        return replace(self, row=row)

    def bad(self, name: str) -> bytes:
        """Return a file of the sandbox that is turned away."""
        return (self.place.home / "sandbox" / "papers" / "bad" / name).read_bytes()

    def desk(self, institution: str) -> Desk:
        """Return an institution's client."""
        staff = tuple(
            Staff(one["practitioner"], tuple(one["roles"])) for one in self.place.parties[institution]["staff"]
        )
        desk = Desk(self.place.front, institution, self.place.secret(institution), staff)
        self.opened.append(desk.http)
        return desk

    def short_messages(self) -> list[Json]:
        """Return what the SMS gateway took for this person."""
        headers = {"Authorization": f"Bearer {self.place.sms_secret}"}
        taken = httpx.get(f"{self.place.sms}/ledger", headers=headers, timeout=20).json()
        return [one for one in taken if one["phone"] == self.person.phone]


@dataclass
class Followed:
    """An application that its channel follows."""

    channel: Channel
    id: str

    @property
    def progress(self) -> Json:
        """Where it stands."""
        return dict(self.channel.progress(self.id)["progress"])

    def reaches(self, *states: str) -> Json:
        """Wait until it is in one of these states."""

        def there() -> Json | None:
            progress = self.progress
            return progress if progress["state"] in states else None

        return dict(eventually(there))

    def answers(self, round_: int, area: str) -> None:
        """Wait for the supplement request of a round, and answer it."""

        def asked() -> Json | None:
            progress = self.progress
            return progress if progress.get("round") == round_ else None

        materials = {item["material"] for item in eventually(asked)["items"]}
        files = [file for file in papers(area, seed=round_ + 1) if file[0] in materials]
        grant = self.channel.post(f"/v1/applications/{self.id}/grants", {}).json()["upload_grant"]
        self.channel.supplement(self.id, round_, self.channel.upload(grant, files))

    def chooses(self, hospital: str) -> None:
        """Choose a hospital."""
        self.channel.choose_hospital(self.id, hospital)

    def has(self, **what: object) -> Json:
        """Wait until its progress says this."""

        def there() -> Json | None:
            progress = self.progress
            return progress if what.items() <= progress.items() else None

        return dict(eventually(there))

    def hears(self, kind: str) -> Json:
        """Wait until its channel hears an event of this kind about it."""

        def heard() -> Json | None:
            after: int | None = None
            while True:
                events, after = self.channel.updates(after, 0)
                found = [one for one in events if one["subject"] == self.id and one["type"] == f"mante.{kind}.v1"]
                if found or not events:
                    return found[0]["data"] if found else None

        return dict(eventually(heard))


def known(channel: Channel, person: Person) -> str:
    """Hand a person over."""
    return channel.person({"id_number": person.id_number, "name": person.name, "phone": person.phone})


def of_birth(desk: Desk, born: str) -> Json | None:
    """Return the task on a desk's list that is about a person of this day of birth."""
    tasks = (task for task in desk.worklist() if desk.id_number(task["task_id"])[6:14] == born)
    return next(tasks, None)
