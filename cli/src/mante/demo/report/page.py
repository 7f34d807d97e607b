"""The page: self-contained, without scripts, readable on a telephone."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from policy.calendar import local

from mante.demo.counts import Counts
from mante.demo.report.line import Line, Tone
from mante.demo.report.story import Chapter
from mante.states import state_of

_TONES = {"good": Tone.GOOD, "soon": Tone.CARE}
_COUNTED = {
    "applications": "申请",
    "channels": "渠道",
    "approved": "通过",
    "rejected": "不予通过",
    "supplemented": "补正",
    "withdrawn": "撤回",
    "duplicates_refused": "拦下重复",
    "notices_delivered": "通知送达",
    "lost": "丢失",
    "twice": "重复",
}
_WITNESSES = "从外部核对：客户端日志、全部消息主题、短信网关台账、渠道消息列表、材料存储桶。"


def write(counts: Counts, chapters: list[Chapter], file: Path) -> None:
    """Write the page to `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(_page(counts, chapters)), encoding="utf-8")


def _page(counts: Counts, chapters: list[Chapter]) -> Iterator[str]:
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>门诊慢特病待遇认定：演示记录</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield from _head(counts)
    yield "<main>\n"
    yield from _counts(counts)
    yield from _overview(chapters)
    yield "<h2>逐件经过</h2>\n"
    for number, chapter in enumerate(chapters, 1):
        yield from _article(number, chapter)
    yield "<footer>人员、号码、机构和材料均为虚构样本。时间为北京时间；为演示时限，各服务的时钟被拨动过。</footer>\n"
    yield "</main>\n</body>\n</html>\n"


def _head(counts: Counts) -> Iterator[str]:
    yield "<header><div>\n<h1>门诊慢特病待遇认定：演示记录</h1>\n"
    yield f"<p>六盘水与南充，{counts.channels} 个渠道，四个审核方，{counts.applications} 件申请，"
    yield f"用时 {counts.seconds:.0f} 秒。</p>\n"
    yield "</div></header>\n"


def _counts(counts: Counts) -> Iterator[str]:
    yield '<dl class="counts">\n'
    for name, label in _COUNTED.items():
        yield f"<div><dt>{label}</dt><dd>{getattr(counts, name)}</dd></div>\n"
    right = counts.lost == counts.twice == 0
    said = "没有丢失，没有重复。" if right else "有丢失或重复，请看运行输出。"
    yield f'</dl>\n<p class="verdict{"" if right else " bad"}"><strong>{said}</strong>{_WITNESSES}</p>\n'


def _overview(chapters: list[Chapter]) -> Iterator[str]:
    yield '<h2>一览</h2>\n<ol class="overview">\n'
    for number, chapter in enumerate(chapters, 1):
        state, tone = _state(chapter)
        yield f'<li><a href="#a{number}">{escape(chapter.title)}</a><span>{escape(chapter.city)}</span>'
        yield f'<span>{escape(chapter.number)}</span><b class="{tone}">{state}</b></li>\n'
    yield "</ol>\n"


def _state(chapter: Chapter) -> tuple[str, Tone]:
    """Return how it ended; what did not is bad."""
    state = state_of(chapter.state)
    return state.words.zh, _TONES.get(state.tone, Tone.BAD)


def _article(number: int, chapter: Chapter) -> Iterator[str]:
    state, tone = _state(chapter)
    yield f'<article id="a{number}">\n<h3>{number}. {escape(chapter.title)} '
    yield f'<span class="badge {tone}">{state}</span></h3>\n'
    about = filter(None, (chapter.city, chapter.channel, chapter.disease, chapter.number))
    yield f"<p>{escape(' · '.join(about))}</p>\n"
    yield '<ol class="timeline">\n'
    for line in chapter.lines:
        yield _item(line)
    yield "</ol>\n</article>\n"


def _item(line: Line) -> str:
    at = local(line.at)
    why = f'<p class="why">{escape(line.why)}</p>' if line.why else ""
    return (
        f'<li class="{line.tone}"><p class="when"><time datetime="{at.isoformat(timespec="seconds")}">'
        f"{at.month}月{at.day}日 {at:%H:%M:%S}</time></p>"
        f'<p class="who">{escape(line.who)}</p><p class="what">{escape(line.text)}</p>{why}</li>\n'
    )
