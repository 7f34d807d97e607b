"""Every reason for which review refuses what an institution sends; the class name gives the code."""

from chassis.decision import Refused


class _Unfit(Refused):
    """The content breaks a rule: the same again won't help."""

    status = 422


class CaseClosed(Refused):
    """The application has ended; a verdict is final, and so is a withdrawal."""

    detail = "该申请已办结，不能再审核。"


class TaskRecalled(Refused):
    """The task is no longer the institution's to decide."""

    detail = "该任务已收回或已办理，请刷新任务列表。"


class AlreadyVoted(Refused):
    """Nobody votes twice."""

    detail = "您已提交过审核意见，不能重复提交。"


class UnknownPractitioner(_Unfit):
    """Nobody of that code works at the institution."""

    detail = "该人员不在本机构的审核人员名册中。"


class PractitionerDisabled(Refused):
    """The person worked there, and may not act any more."""

    detail = "该人员已被停用，不能再办理审核。"
    status = 403


class WrongRole(Refused):
    """The person works there, but not in the role that this step asks for."""

    detail = "该人员不具备本环节的审核资格。"
    status = 403


class OwnCase(Refused):
    """Nobody reviews an application of their own, nor one they lodged for somebody else."""

    detail = "不能审核本人或本人代办的申请。"
    status = 403


class NotYourSeat(Refused):
    """A seat on a panel belongs to one expert."""

    detail = "该席位属于另一位专家。"
    status = 403


class AlreadyClaimed(Refused):
    """Somebody else has the task in hand."""

    detail = "该任务已由其他人员领取。"


class NotClaimed(Refused):
    """Only who has claimed the task may act on it, while the claim lasts."""

    detail = "请先领取任务；领取后超过时限需重新领取。"


class MissingReasons(_Unfit):
    """A rejection says why."""

    detail = "不通过时必须选择原因。"


class UnknownReason(_Unfit):
    """The pack has no such reason."""

    detail = "原因代码“{reason}”不在规则库中。"


class MissingNationalCode(_Unfit):
    """Without the national disease code an approval could never be registered."""

    detail = "通过时必须选择国家病种编码。"


class UnknownNationalCode(_Unfit):
    """The pack lists no such code for the disease."""

    detail = "国家病种编码“{national_code}”与申请病种不符。"


class UnknownCriterion(_Unfit):
    """The pack's criteria of the disease have nothing of that code to tick."""

    detail = "该病种的认定标准中没有“{criterion}”这一项。"


class SupplementCap(Refused):
    """No further supplement may be asked for: approve or reject."""

    detail = "补正次数已达上限（{most}次），请作出通过或不通过的决定。"


class SupplementOwed(Refused):
    """A clerk took the application in without papers that the pooling area asks for, and nobody has asked for them."""

    detail = "窗口受理时缺少的材料（{materials}）尚未要求补正，不能直接通过。"


class NotInFirstNotice(Refused):
    """What was there before belonged into the first notice: 一次性告知."""

    detail = "材料“{material}”在首次补正通知时已有，应一次性告知，不能再次要求补正。"


class LeadOnly(Refused):
    """Only a lead of the institution may ask for what belonged into the first notice."""

    detail = "只有审核负责人可以说明理由后要求补正首次通知遗漏的材料。"
    status = 403


class UnknownItem(_Unfit):
    """The pack knows no such material, or no such fault of it."""

    detail = "材料“{material}”没有“{fault}”这一补正事项。"


class UnknownPaper(_Unfit):
    """The paper isn't one of the case, or is of another material."""

    detail = "所指材料不在本申请中。"


class NoInstitution(Refused):
    """The directory has nobody who could review for this pooling area."""

    detail = "统筹地区{area}没有可受理审核的机构。"


class PanelTooSmall(Refused):
    """Too few experts are free to sit: those with a part in the application don't count."""

    detail = "可参加评审的专家不足{seats}人，请先补充专家名册。"
