"""The chapters of the page: one for each application."""

from dataclasses import dataclass
from datetime import datetime

from policy.calendar import local
from policy.registry import Packs, load_packs

from mante.demo.demo import Told
from mante.demo.report.life import life
from mante.demo.report.line import Line
from mante.demo.report.words import Words
from mante.demo.story.application import Application


@dataclass(frozen=True)
class Chapter:
    """One application's life, and what its heading says."""

    title: str
    city: str
    channel: str
    disease: str
    number: str
    state: str
    lines: list[Line]


def chapters(told: Told) -> list[Chapter]:
    """Return the chapters in the order in which the applications were begun."""
    packs = load_packs()
    return [_chapter(told, application, packs) for application in told.applications]


def _chapter(told: Told, application: Application, packs: Packs) -> Chapter:
    wish, began = application.wish, datetime.fromisoformat(told.events[0].time)
    words = Words(packs.in_force(wish.city.area, local(began).date()), told.names)
    events = [event for event in told.events if event.subject == application.id]
    disease = words.pack.disease(wish.city.disease)
    return Chapter(
        title=wish.title.zh,
        city=words.pack.pooling_area.name.zh,
        channel=words.name(application.channel.code),
        disease=disease.name.zh if disease else "",
        number=next((event.data["number"] for event in events if event.data.get("number")), ""),
        state=application.ends,
        lines=life(events, told.lives[application.id], words),
    )
