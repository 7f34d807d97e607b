"""`python -m mante.sandbox.document`, run from the repository's root: writes the table into docs/sandbox.md."""

from collections.abc import Callable, Iterator
from pathlib import Path

from mante.sandbox.persons import somebody
from mante.sandbox.rows import LIUPANSHUI, NANCHONG, SANDBOX, Row, Said, Team
from mante.sandbox.table import ROWS

DOCUMENT = Path("docs/sandbox.md")
BEGIN, END = "<!-- the table: made by python -m mante.sandbox.document -->\n", "<!-- the end of the table -->\n"
_AREAS = {LIUPANSHUI: "六盘水", NANCHONG: "南充", SANDBOX: "沙箱市"}
_HEADS = {
    "en": {
        Team.CHANNEL: ("For a channel's team", "Row | Who | Where insured | Do | Then"),
        Team.HOSPITAL: ("For a hospital's team", "Row | Who | Where insured | Do | Then"),
    },
    "zh": {
        Team.CHANNEL: ("给渠道方", "行 | 谁 | 参保地 | 做什么 | 随后"),
        Team.HOSPITAL: ("给医院", "行 | 谁 | 参保地 | 做什么 | 随后"),
    },
}
_WHO = {
    "en": ("born {born}: {number}", "telephone {phone}", "anybody"),
    "zh": ("{born}出生：{number}", "手机 {phone}", "任何人"),
}


def tables() -> str:
    """Return all tables, in Chinese and in English."""
    return "".join(part for language in ("zh", "en") for team in Team for part in _table(team, language))


def written_into(text: str) -> str:
    """Return a document with its table made anew."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}{tables()}{END}{rest.partition(END)[2]}"


def _table(team: Team, language: str) -> Iterator[str]:
    title, head = _HEADS[language][team]
    tongue: Callable[[Said], str] = lambda said: getattr(said, language)  # noqa: E731
    yield f"\n### {title}\n| {head} |\n|---|---|---|---|---|\n"
    for row in ROWS:
        if row.team is team:
            areas = " ".join(_AREAS[area] for area in row.areas)
            yield f"| `{row.code}` | {_who(row, language)} | {areas} | {tongue(row.do)} | {tongue(row.happens)} |\n"


def _who(row: Row, language: str) -> str:
    born, phone, anybody = _WHO[language]
    if row.born:
        day = f"{row.born[:4]}-{row.born[4:6]}-{row.born[6:]}"
        return born.format(born=day, number=f"`{somebody(row.born, 1).id_number}`")
    return phone.format(phone=f"`{row.phone}`") if row.phone else anybody


if __name__ == "__main__":
    DOCUMENT.write_text(written_into(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
