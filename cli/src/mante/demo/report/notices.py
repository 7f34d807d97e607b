"""What people were told, as people say it."""

from collections.abc import Mapping

from mante.demo.report.words import NOTIFY, Data, Said, Saying, Words

_STEPS = {
    "submitted": "申请已提交",
    "not_accepted": "材料需补齐",
    "supplement_requested": "材料需补正",
    "supplement_reminder": "补正即将到期",
    "supplement_received": "补正材料已收到",
    "approved": "申请已通过",
    "rejected": "申请未通过",
    "withdrawn": "申请已撤回",
    "withdrawal_refused": "不能撤回",
    "lapsed": "申请已终止",
    "overdue": "办理延迟致歉",
    "entitlement_refused": "未新增待遇",
    "hospital_chosen": "就诊医院已登记",
    "hospital_changed": "就诊医院已变更",
    "hospital_refused": "就诊医院未能登记",
    "hospital_left": "就诊医院已退出定点",
    "deadline_approaching": "时限提醒（审核人）",
    "deadline_missed": "督办（经办机构）",
}
_MEDIA = {"sms": "短信", "app": "渠道内消息"}


def _delivered(data: Data, _: Words) -> Said:
    return Said(NOTIFY, f"“{_STEPS[data['step']]}”已送达：", "通知不写病种名称。", things=(_MEDIA[data["medium"]],))


SAYINGS: Mapping[str, Saying] = {"NoticeDelivered": _delivered}
