"""What one channel's users see and do, from `channels/CODE.toml`: nothing else differs from channel to channel."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Self

from papers import make

Json = dict[str, Any]
File = tuple[str, bytes, str, str]
"""A paper to upload: material, content, media type, file name."""
CHANNELS = Path(__file__).with_name("channels")
SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class MadeUp:
    """Somebody made up who applies: who they are, who does it for them, for what, and with which papers."""

    person: Json
    draft: Json
    papers: tuple[str, ...]
    agent: Json | None = None
    relation: str | None = None

    def files(self, materials: tuple[str, ...] | None = None, seed: int = 1) -> list[File]:
        """Return the papers, or those of these materials; another `seed` gives others."""
        made = [(each, make(each, self.person["name"], _today(), seed)) for each in materials or self.papers]
        return [(each, paper.content, paper.media_type, paper.file_name) for each, paper in made]


@dataclass(frozen=True)
class FrontEnd:
    """One channel. `before` is what its users go through first, who they are included; `words` are its own."""

    name: str
    transport: str
    route: str
    before: tuple[str, ...]
    applications: tuple[MadeUp, ...]
    words: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the channel of this code."""
        told = tomllib.loads((CHANNELS / f"{code}.toml").read_text(encoding="utf-8"))
        return cls(**told | {"applications": tuple(MadeUp(**one) for one in told["applications"])})

    def draft(self, one: MadeUp, person: str, agent: str | None) -> Json:
        """Return the draft of somebody whom the vault knows by these references."""
        applicant = {"kind": "agent", "agent_ref": agent, "relation": one.relation} if agent else {"kind": "self"}
        return {"person_ref": person, "applicant": applicant, "route": self.route, **one.draft}

    def says(self, kind: str, data: Json) -> str:
        """Return what people read of an update: in the channel's own words where it has some, else in Mante's."""
        if kind == "MessageDue":
            return f"消息  {data['title']}：{data['text']}"
        if kind != "ProgressChanged":
            return f"{kind} {data.get('code', '')}"
        mantes = data["sentence"]["zh"] if data.get("sentence") else ""
        times = {name: _clock(data[name]) for name in ("decide_by", "answer_by") if data.get(name)}
        words = self.words.get(data["state"], mantes).format(number=data.get("number"), **times)
        return f"{_clock(data['at'])}  {data['state']}  {words}" + "".join(
            item["text"] for item in data.get("items", ())
        )


def _clock(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(SHANGHAI):%m月%d日 %H:%M}"


def _today() -> date:
    return datetime.now(SHANGHAI).date()
