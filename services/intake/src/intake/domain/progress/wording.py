"""One sentence on where an application stands, in both languages; no name and no disease is in it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from contracts.vocabulary import ApplicationState as State
from contracts.vocabulary import HeldBy
from policy.calendar import local
from policy.pack import Pack
from policy.text import Text

from intake.domain.application import Application
from intake.domain.progress.holding import who_has_it

LONGEST = 500
ROLES = {
    HeldBy.HOSPITAL: Text(zh="医院", en="The hospital"),
    HeldBy.AGENCY: Text(zh="经办机构", en="The agency"),
    HeldBy.EXPERTS: Text(zh="专家组", en="The panel of experts"),
}
PLAIN = {
    State.DRAFT: Text(zh="申请尚未提交，请上传材料后提交。", en="Not handed in yet: upload the papers and hand it in."),
    State.LODGED: Text(zh="申请已提交，正在检查材料。", en="Handed in: the papers are being checked."),
    State.APPROVED: Text(zh="认定通过。", en="Approved."),
    State.WITHDRAWN: Text(zh="申请已撤回，可以重新申请。", en="Withdrawn. You may apply again."),
    State.LAPSED: Text(
        zh="逾期未补正，申请已终止，可以重新申请。",
        en="Closed, as the supplement didn't come in time. You may apply again.",
    ),
    State.EXPIRED: Text(zh="草稿已过期，可以重新申请。", en="The draft expired. You may apply again."),
    State.JOINED: Text(
        zh="该病种已有在办申请，本次申请已并入其中。",
        en="One is open for this disease: this application became part of it.",
    ),
}
NOT_ACCEPTED = Text(
    zh="申请暂未受理：有{count}项需要处理，处理后请重新提交。",
    en="Not accepted yet: {count} to put right, then hand it in again.",
)
WAITS = Text(zh="申请已受理，等待{who}审核。", en="Accepted. {who} will review it.")
REVIEWS = Text(zh="{who}正在审核。", en="{who} is reviewing it.")
DECIDES = Text(zh="{who}正在审核，应在{by}前作出决定。", en="{who} is reviewing it and has to decide by {by}.")
PERHAPS = Text(
    zh="{who}正在审核，应在{by}前作出决定（按已公布的工作日历推算，可能调整）。",
    en="{who} is reviewing it and has to decide by {by} (provisional: next year's calendar isn't published).",
)
EXPECTED = Text(zh="{who}正在审核，预计{by}前完成。", en="{who} is reviewing it, probably until {by}.")
LATE = Text(
    zh="{who}正在审核，已超过办结时限（{by}），经办机构正在督办。",
    en="{who} is reviewing it. It was due by {by}; the agency is seeing to it.",
)
SUPPLEMENT = Text(
    zh="审核需要补正{count}项，请在{by}（含当日）前提交。",
    en="{count} to supplement: please hand in by the end of {by}.",
)
SUPPLIED = Text(zh="补正材料已提交，正在检查。", en="The supplement was handed in and is being checked.")
APPROVED = Text(zh="认定通过，待遇自{by}起享受。", en="Approved: the benefit holds from {by}.")
APPROVED_UNTIL = Text(
    zh="认定通过，待遇自{by}起享受，至{end}止。", en="Approved: the benefit holds from {by} to {end}."
)
NOT_GRANTED = Text(
    zh="认定通过，未新增待遇，请咨询经办机构。", en="Approved, but no benefit was added: please ask the agency."
)
OVER = Text(zh="待遇已终止。", en="The benefit is over.")
CHOOSING = Text(zh="选择就诊医院的请求正在办理。", en="The choice of a hospital is being dealt with.")
REJECTED = Text(zh="认定未通过。{reasons}", en="Not approved. {reasons}")
WITHDRAWING = Text(zh="撤回请求正在办理。", en="The withdrawal is being dealt with.")


def sentence(pack: Pack, application: Application) -> Text:
    """Return where it stands, in words."""
    say = SAYING.get(application.status)
    said = say(pack, application) if say else PLAIN[application.status]
    if application.withdrawal is not None and application.ending.outcome is None:
        said = Text(zh=f"{said.zh}{WITHDRAWING.zh}", en=f"{said.en} {WITHDRAWING.en}")
    if application.choosing is not None:
        said = Text(zh=f"{said.zh}{CHOOSING.zh}", en=f"{said.en} {CHOOSING.en}")
    return Text(zh=said.zh[:LONGEST], en=said.en[:LONGEST])


def _not_accepted(_: Pack, application: Application) -> Text:
    return _filled(NOT_ACCEPTED, count=len(application.items))


def _waiting(pack: Pack, application: Application) -> Text:
    return _of_role(WAITS, pack, application)


def _approved(_: Pack, application: Application) -> Text:
    benefit, start = application.benefit, starts(application)
    if benefit.over is not None:
        return OVER if benefit.start else NOT_GRANTED
    if start is None:
        return PLAIN[State.APPROVED]
    if benefit.end is None:
        return _on(APPROVED, date.fromisoformat(start))
    return _on(_on(APPROVED_UNTIL, date.fromisoformat(benefit.end), "end"), date.fromisoformat(start))


def starts(application: Application) -> str | None:
    """Return the benefit's first day: as benefits says, or review while benefits has not spoken."""
    benefit = application.benefit
    if benefit.start is None and benefit.over is not None:
        return None
    return benefit.start or application.ending.benefit_start


def _reviewing(pack: Pack, application: Application) -> Text:
    term = application.term
    if term.decide_by is not None:
        template = LATE if term.overdue else PERHAPS if term.provisional else DECIDES
        return _at(_of_role(template, pack, application), term.decide_by)
    if term.expected_by is not None:
        return _on(_of_role(EXPECTED, pack, application), local(term.expected_by).date())
    return _of_role(REVIEWS, pack, application)


def _supplement(pack: Pack, application: Application) -> Text:
    supplement = application.supplement
    if supplement is None or who_has_it(pack, application) is not HeldBy.APPLICANT:
        return SUPPLIED
    last = (local(supplement.answer_by) - timedelta(microseconds=1)).date()  # 24:00 belongs to the day that ends then
    return _on(_filled(SUPPLEMENT, count=len(application.items), by="{by}"), last)


def _rejected(pack: Pack, application: Application) -> Text:
    found = [reason for code in application.ending.reasons if (reason := pack.rejection_reason(code))]
    zh = "".join(reason.text.zh for reason in found)
    en = " ".join(reason.text.en for reason in found)
    return Text(zh=REJECTED.zh.format(reasons=zh), en=REJECTED.en.format(reasons=en))


def _of_role(template: Text, pack: Pack, application: Application) -> Text:
    role = ROLES[who_has_it(pack, application)]
    return Text(zh=template.zh.replace("{who}", role.zh), en=template.en.replace("{who}", role.en))


def _filled(template: Text, **values: object) -> Text:
    return Text(zh=template.zh.format(**values), en=template.en.format(**values))


def _at(template: Text, moment: datetime) -> Text:
    there = local(moment)
    shown = f"{there.month}月{there.day}日 {there:%H:%M}"
    return Text(zh=template.zh.format(by=shown), en=template.en.format(by=f"{there:%Y-%m-%d %H:%M}"))


def _on(template: Text, day: date, place: str = "by") -> Text:
    shown, there = f"{day.year}年{day.month}月{day.day}日", f"{{{place}}}"
    return Text(zh=template.zh.replace(there, shown), en=template.en.replace(there, day.isoformat()))


SAYING: Mapping[State, Callable[[Pack, Application], Text]] = MappingProxyType(
    {
        State.NOT_ACCEPTED: _not_accepted,
        State.SUBMITTED: _waiting,
        State.IN_REVIEW: _reviewing,
        State.AWAITING_SUPPLEMENT: _supplement,
        State.APPROVED: _approved,
        State.REJECTED: _rejected,
    }
)
