"""What parties asked for, from the audit: what came over HTTP is on no topic."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mante.demo.report.line import Line, Tone
from mante.demo.report.words import Words

Row = Mapping[str, Any]
_BY_CHANNELS = {
    "DraftOpened": ("开始填写申请", "个人信息只存于加密信息库，业务消息里只有代号。"),
    "ApplicationLodged": ("提交申请", "同一请求重发，只办一次。"),
    "SupplementLodged": ("提交补正材料", ""),
    "WithdrawalLodged": ("申请撤回", ""),
    "HospitalChoiceLodged": ("选择就诊医院", "是否生效由待遇一处裁定。"),
}
_BY_INSTITUTIONS = {
    "TaskClaimed": ("领取审核任务", "领取后半小时内，他人不能同时办理。"),
    "VerdictGiven": ("给出审核意见", ""),
    "SupplementAsked": ("提出补正要求", ""),
}
_REFUSED = "规则不允许的，当场说明原因，状态不变。"


def lines(rows: Sequence[Row], words: Words) -> list[Line]:
    """Return a line for each request, refused ones with the reason that was given."""
    return [_line(row, words) for row in rows if row["kind"] == "request" and _said(row)]


def _line(row: Row, words: Words) -> Line:
    (what, why), party = _said(row) or ("", ""), words.name(row["actor"])
    who = f"申请人（{party}）" if _kind(row) in _BY_CHANNELS else party
    at = datetime.fromisoformat(row["at"])
    if row["outcome"] == "refused":
        return Line(at, who, f"{what}：未予接受", _REFUSED, Tone.CARE)
    return Line(at, who, what, why)


def _said(row: Row) -> tuple[str, str] | None:
    return (_BY_CHANNELS | _BY_INSTITUTIONS).get(_kind(row))


def _kind(row: Row) -> str:
    name: str = row["type"]
    return name.removeprefix("mante.").split(".")[0]
