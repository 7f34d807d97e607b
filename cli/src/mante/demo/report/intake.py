"""What intake and documents published, as people say it."""

from collections.abc import Mapping

from mante.demo.report.line import Tone
from mante.demo.report.words import DOCUMENTS, INTAKE, Data, Said, Saying, Words

_INSPECTED = "文件在隔离进程里检查哈希值、类型、页数和像素；审核人看到的是转出的图片，不是原文件。"
_ONCE = "一次性告知全部需补齐的内容，草稿保留，审核计时尚未开始。"
_ONE_CASE = "同一人同一病种只办一件：两个渠道看到同一编号、同一进度。"

_CHECKED = {
    "insured": "参保信息已核对。",
    "not_checked": "参保查询暂时不可用，先受理，随后补查。",
    "not_insured_here": "查无本地有效参保记录。",
    "already_entitled": "已享受该病种待遇。",
    "excluded_with": "与已享受的病种待遇互斥。",
}


def _submitted(data: Data, words: Words) -> Said:
    what = f"受理，编号 {data['number']}：{words.materials(data['papers'])}"
    checked = _CHECKED[data["insurance"]["result"]] if data.get("insurance") else ""
    return Said(INTAKE, what, f"材料齐全且检查合格，受理时间即提交时间。{checked}")


def _insurance(data: Data, _: Words) -> Said:
    return Said(INTAKE, f"参保信息补查：{_CHECKED[data['insurance']['result']]}", "随案转给审核人。", Tone.CARE)


def _not_accepted(data: Data, words: Words) -> Said:
    return Said(INTAKE, f"暂不受理。{words.items(data['items'])}", _ONCE, Tone.CARE)


def _joined(data: Data, words: Words) -> Said:
    return Said(INTAKE, f"已有在办申请，并入其中，{words.name(data['channel'])}一并跟进", _ONE_CASE, Tone.CARE)


def _expired(_: Data, words: Words) -> Said:
    draft = words.pack.draft
    return Said(
        INTAKE, "未提交的草稿终止", f"草稿保留 {draft.expires_after_days} 天。{words.source(draft.source)}", Tone.CARE
    )


def _provided(data: Data, words: Words) -> Said:
    return Said(INTAKE, f"收到第 {data['round']} 轮补正：{words.materials(data['papers'])}")


def _accepted(data: Data, words: Words) -> Said:
    return Said(
        DOCUMENTS, "检查合格：", _INSPECTED, things=(f"{words.material(data['material'])}（{data['pages']} 页）",)
    )


def _rejected(data: Data, words: Words) -> Said:
    what = f"{words.material(data['material'])}不能使用：{words.unfit(data)}"
    return Said(DOCUMENTS, what, "当场告知申请人，不必等到审核。", Tone.CARE)


SAYINGS: Mapping[str, Saying] = {
    "ApplicationSubmitted": _submitted,
    "InsuranceChecked": _insurance,
    "ApplicationNotAccepted": _not_accepted,
    "ApplicationJoined": _joined,
    "DraftExpired": _expired,
    "SupplementProvided": _provided,
    "DocumentAccepted": _accepted,
    "DocumentRejected": _rejected,
}
