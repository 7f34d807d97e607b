"""What review published, as people say it."""

from collections.abc import Mapping

from policy.review import OnSupplement

from mante.demo.report.line import Tone, calendar_day, clock, last_day
from mante.demo.report.words import REVIEW, Data, Said, Saying, Words

_STEPS = {"hospital_review": "医院审核", "agency_check": "经办机构初审", "expert_panel": "专家合议"}
_VERDICTS = {"approved": "同意", "rejected": "不同意"}
_ARBITER = "撤回与决定由同一处裁定，只有一个结果。"


def _opened(data: Data, words: Words) -> Said:
    return Said(REVIEW, f"交{words.name(data['institution'])}办理（{_STEPS[data['step']]}）{_due(data)}", _limit(words))


def _due(data: Data) -> str:
    if data.get("decide_by"):
        return f"，{clock(data['decide_by'])}前办结"
    return f"，预计{clock(data['expected_by'])}前办结" if data.get("expected_by") else ""


def _limit(words: Words) -> str:
    rule = words.pack.clock
    limit = rule.review_limit
    term = f"提交后 {limit.working_days:g} 个工作日内办结" if limit else "没有审核时限的规定，只作预计"
    return f"{term}。{words.source(rule.source)}"


def _approaching(data: Data, words: Words) -> Said:
    what = f"审核时限已过 {data['percent']}%，提醒{words.name(data['institution'])}"
    return Said(REVIEW, what, f"{clock(data['decide_by'])}到期。", Tone.CARE)


def _missed(data: Data, words: Words) -> Said:
    what = f"超过审核时限，请{words.name(data['escalated_to'])}督办，并向申请人致歉"
    return Said(REVIEW, what, "逾期不自动通过，也不自动驳回，案件继续办理。", Tone.BAD)


def _asked(data: Data, words: Words) -> Said:
    what = f"请申请人最迟于{last_day(data['answer_by'])}补正。{words.items(data['items'])}"
    return Said(words.name(data["institution"]), what, "一次列全；等待期间停止计时。", Tone.CARE)


def _outstanding(data: Data, _: Words) -> Said:
    what = f"提醒申请人：还有{data['count']}项材料待补正，最迟{last_day(data['answer_by'])}"
    return Said(REVIEW, what, "期限过半仍未补正，提醒一次。", Tone.CARE)


def _resumed(data: Data, words: Words) -> Said:
    rule = words.pack.clock
    restarted = f"补正后重新计算审核时限。{words.source(rule.source)}"
    why = restarted if rule.on_supplement is OnSupplement.RESTART else _limit(words)
    return Said(REVIEW, f"补正齐全，继续审核{_due(data)}", why)


def _decided(data: Data, words: Words) -> Said:
    votes = [each["verdict"] for each in data["assessed_by"]]
    counted = f"（同意 {votes.count('approved')}，不同意 {votes.count('rejected')}）" if len(votes) > 1 else ""
    why = "多数已定即作出决定，其余席位收回。" if counted else words.reasons(data["reasons"])
    who = words.name(data["assessed_by"][0]["institution"])
    return Said(who, f"{_STEPS[data['step']]}：{_VERDICTS[data['verdict']]}{counted}", why)


def _closed(data: Data, words: Words) -> Said:
    match data["outcome"]:
        case "approved":
            return _approved(data, words)
        case "rejected":
            after = words.pack.after_rejection
            what = f"不予通过。{words.reasons(data['reasons'])}"
            return Said(REVIEW, what, f"{after.text.zh}{after.objection.zh}", Tone.BAD)
        case "withdrawn":
            return Said(REVIEW, "按申请人要求撤回", _ARBITER, Tone.CARE)
    return Said(REVIEW, "逾期未补正，终止办理", "不影响再次申请。", Tone.CARE)


def _approved(data: Data, words: Words) -> Said:
    code = f"国家病种编码 {data['national_code']}。" if data.get("national_code") else ""
    what = f"通过，待遇自{calendar_day(data['benefit_start'])}起享受"
    return Said(REVIEW, what, f"{code}{words.source(words.pack.benefit.source)}", Tone.GOOD)


def _too_late(_: Data, __: Words) -> Said:
    return Said(REVIEW, "决定在先，不能撤回", _ARBITER, Tone.CARE)


SAYINGS: Mapping[str, Saying] = {
    "CaseOpened": _opened,
    "DeadlineApproaching": _approaching,
    "DeadlineMissed": _missed,
    "SupplementRequested": _asked,
    "SupplementReminderDue": _outstanding,
    "ReviewResumed": _resumed,
    "ReviewDecided": _decided,
    "CaseClosed": _closed,
    "WithdrawalRefused": _too_late,
}
