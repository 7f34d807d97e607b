"""Every reason for which intake refuses a request; the class name gives the code, `detail` is for the person."""

from chassis.decision import NotFound, Refused

MOST_DISEASES = 5
"""So many diseases a form may have; a default, to be confirmed by the bureau."""


class _Unfit(Refused):
    """The request's content breaks a rule: asking again later won't help."""

    status = 422


class ApplicationIdInvalid(_Unfit):
    """The channel's own id is not a UUIDv7."""

    detail = "申请标识须为 UUIDv7。"


class ApplicationExists(Refused):
    """The id is in use."""

    detail = "该申请标识已被使用，请换一个新的标识。"


class AgentIsApplicant(_Unfit):
    """The agent is the insured person."""

    detail = "代办人不能是参保人本人，请选择本人申请。"


class AreaNotOffered(_Unfit):
    """No policy pack is in force for the pooling area."""

    detail = "该统筹地区尚未开通线上申请。"


class ChannelNotOffered(_Unfit):
    """The pooling area doesn't take applications from this channel."""

    detail = "参保地未开通本渠道的门诊慢特病申请，请使用参保地公布的渠道。"


class RouteNotOffered(_Unfit):
    """Papers don't come in this way through this channel."""

    detail = "本渠道不支持这种办理方式。"


class InstitutionLevel(_Unfit):
    """A hospital below the level that may hand in for people insured elsewhere."""

    detail = "异地上传材料的须为二级及以上定点医疗机构。"


class SchemeNotOffered(_Unfit):
    """The insurance scheme isn't covered."""

    detail = "该险种不在参保地门诊慢特病待遇范围内。"


class DiseaseNotOffered(_Unfit):
    """The disease isn't on the pooling area's list."""

    detail = "该病种不在参保地门诊慢特病病种目录内。"


class NumberInvalid(_Unfit):
    """The check digit of an application's number doesn't fit."""

    detail = "申请编号有误，请核对后重新输入。"


class PersonUnknown(_Unfit):
    """No such person is registered."""

    detail = "没有找到参保人或代办人的登记信息，请先登记身份信息。"


class DraftExpired(Refused):
    """The draft came to the end of its time."""

    detail = "草稿已过期，请重新发起申请。"


class TooManyDiseases(_Unfit):
    """More diseases on one form than the pooling area allows."""

    detail = "一张申请表最多申请{most}个病种，请在已有申请办结后再申请其他病种。"


class NotDeclaredTrue(_Unfit):
    """The declaration that everything is true wasn't made."""

    detail = "请先确认所填内容和所交材料真实、完整。"


class PaperNamedTwice(_Unfit):
    """A document, or a material that is said to be absent, is named more than once."""

    detail = "同一份材料被重复提交，请检查材料清单。"


class MaterialNotAsked(_Unfit):
    """The pack asks for no such material in this application."""

    detail = "本次申请不需要材料“{material}”。"


class TooManyPapers(_Unfit):
    """More papers than an application may have, those kept from earlier attempts included."""

    detail = "材料份数超过上限（{most}份）。"


class AlreadyLodged(Refused):
    """It was lodged before and is being dealt with."""

    detail = "申请已经提交，正在办理，请勿重复提交。"


class AlreadyOpen(Refused):
    """Somebody else has an open application for this person and disease. No more than that is told."""

    detail = "该参保人的这一病种已有在办申请，请由参保人本人或原代办人查询进度。"


class Joined(Refused):
    """This application became part of another one."""

    detail = "本申请已并入同一病种的在办申请，请在该申请下办理。"


class NotAwaitingSupplement(Refused):
    """Nothing was asked for in this round."""

    detail = "当前没有需要补正的材料。"


class SupplementOverdue(Refused):
    """The last day for the supplement is over."""

    detail = "补正期限已过，不能再提交补正材料。"


class AlreadyProvided(Refused):
    """The supplement was handed in before."""

    detail = "补正材料已经提交，请等待审核。"


class AlreadyDecided(Refused):
    """The case has ended; `instead` says what the person can do in place of withdrawing."""

    detail = "申请已经办结，不能撤回。{instead}"


class AlreadyWithdrawn(Refused):
    """It was withdrawn before."""

    detail = "申请已经撤回。"


class NotApproved(Refused):
    """A hospital can be chosen after approval only."""

    detail = "待遇认定通过后才能选择就诊医院。"


class NotOffered(_Unfit):
    """The pooling area has no such step."""

    detail = "参保地没有这项业务：{what}。"


class UploadsOnly(Refused):
    """A hospital elsewhere hands papers in; what follows from an approval is for the person, through other channels."""

    detail = "居住地医院只能上传材料，请由参保人通过参保地公布的渠道办理。"
    status = 403


class ChoicePending(Refused):
    """Another choice of a hospital is still being decided."""

    detail = "上一次选择就诊医院的请求正在办理，请待结果后再选。"


class NotEntitled(Refused):
    """There is no benefit, or none any more, that a hospital could be chosen for."""

    detail = "当前没有有效的门诊慢特病待遇，不能选择就诊医院。"


class HospitalNotDesignated(_Unfit):
    """The hospital takes no part, or no longer."""

    detail = "该医院不是可选的定点医疗机构，请另选一家。"


class ChangeQuotaUsed(Refused):
    """The hospital was changed as often as the year allows."""

    detail = "本年度就诊医院变更次数已用完{again}。"


class NothingToUpload(Refused):
    """No papers are taken at this point."""

    detail = "当前办理环节不需要上传材料。"


def hospital_refusal(code: str, next_possible: str | None) -> Refused:
    """Return benefits' refusal of a hospital in our words."""
    match code:
        case "CHANGE_QUOTA_USED":
            return ChangeQuotaUsed(again=f"，{next_possible}起可再次变更" if next_possible else "，不能再变更")
        case "HOSPITAL_NOT_DESIGNATED":
            return HospitalNotDesignated()
        case "NOT_OFFERED":
            return NotOffered(what="选择定点就诊医院")
    return NotEntitled()


def refusal_of(code: str) -> Refused:
    """Return the refusal for which a draft was ended after it had been opened."""
    if code == TooManyDiseases().code:
        return TooManyDiseases(most=MOST_DISEASES)
    return PersonUnknown() if code == PersonUnknown().code else NotFound()
