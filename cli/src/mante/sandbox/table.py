"""The table of the sandbox: what each made-up person, telephone or file brings about. Published in docs/sandbox.md."""

from mante.sandbox import births, phones
from mante.sandbox.rows import LIUPANSHUI, NANCHONG, SANDBOX, Row, Said, Team

_APPLY = Said("提交一份材料齐全的申请", "hand in a complete application")
_ON_THE_WAY = Said(
    "提交一份材料齐全的申请，看短信网关的台账", "hand in a complete application; look at the SMS gateway's ledger"
)

_DECIDED = (
    Row("approved", _APPLY, Said("通过", "approved"), born=births.APPROVED),
    Row("rejected", _APPLY, Said("不予通过，附原因", "rejected, with reasons"), born=births.REJECTED),
    Row(
        "supplement_asked",
        Said("提交，收到补正通知后补交两份材料", "hand in; answer the supplement request with two papers"),
        Said(
            "要求补正诊断证明和检验报告；补交后重新计时，通过",
            "certificate and report are asked for anew; answered, the clock restarts, approved",
        ),
        born=births.SUPPLEMENT,
    ),
    Row(
        "supplement_asked_twice",
        Said("提交，两次补正都补交", "hand in; answer both supplement requests"),
        Said(
            "第二次只针对新补交的诊断证明；再补交后通过",
            "the second is about the certificate that came in; answered, approved",
        ),
        born=births.SUPPLEMENT_TWICE,
    ),
    Row(
        "withdrawn",
        Said("提交，三十秒内撤回", "hand in; withdraw within thirty seconds"),
        Said("已撤回（此人的审核要等三十秒）", "withdrawn (nobody reviews this person for thirty seconds)"),
        born=births.SLOW,
    ),
    Row(
        "duplicate",
        Said(
            "提交，三十秒内从另一渠道为同一人同一病种再提交",
            "hand in; within thirty seconds hand in again in another channel",
        ),
        Said(
            "第二次并入第一次，同一编号，两个渠道都收到进度",
            "the second joins the first, with the same number; both channels follow it",
        ),
        born=births.SLOW,
    ),
    Row(
        "sent_twice",
        Said("用同一幂等键把提交请求发两次", "send the lodging twice under one idempotency key"),
        Said("两次应答逐字节相同，只受理一次", "the same answer byte for byte; taken once"),
    ),
)

_REGISTER = (
    Row(
        "already_entitled",
        _APPLY,
        Said(
            "不予受理：自2020年10月1日起已享受（ALREADY_ENTITLED）", "not accepted: ALREADY_ENTITLED since 2020-10-01"
        ),
        born=births.ENTITLED,
    ),
    Row(
        "not_insured_here",
        _APPLY,
        Said("不予受理：不在本地参保（NOT_INSURED_HERE）", "not accepted: NOT_INSURED_HERE"),
        born=births.INSURED_ELSEWHERE,
    ),
    Row(
        "register_stumbles",
        _APPLY,
        Said("参保查询前两次出错，数秒后照常受理，通过", "the register fails twice; taken in seconds later, approved"),
        born=births.REGISTER_STUMBLES,
    ),
    Row(
        "register_away",
        _APPLY,
        Said(
            "参保查询一直不可用：五秒后先受理，到最后预警点由人决定，通过",
            "the register never answers: taken in after five seconds, decided by a person from the last warning on",
        ),
        (SANDBOX,),
        births.REGISTER_AWAY,
    ),
)

_TIME = (
    Row(
        "lapsed",
        Said("提交，收到补正通知后不答复", "hand in; don't answer the supplement request"),
        Said("十秒后提醒一次，二十秒后逾期终止", "reminded after ten seconds, lapsed after twenty"),
        (SANDBOX,),
        births.NEVER_ANSWERED,
    ),
    Row(
        "deadline_missed",
        _APPLY,
        Said(
            "十秒内无人审核：超期致歉（overdue），随后通过",
            "nobody decides for ten seconds: overdue, with an apology; then approved",
        ),
        (SANDBOX,),
        births.OVERDUE,
    ),
    Row(
        "draft_expires",
        Said("开一份草稿，不提交", "begin a draft and hand nothing in"),
        Said("三十秒后草稿失效", "expired after thirty seconds"),
        (SANDBOX,),
    ),
)

_PAPERS = (
    Row(
        "papers_missing",
        Said("只交两份材料", "hand in two papers only"),
        Said(
            "不予受理：一次列出其余两份（MISSING）；补齐后可再提交",
            "not accepted: the other two are named at once (MISSING); complete it and hand in again",
        ),
    ),
    Row(
        "paper_is_something_else",
        Said("诊断证明用 bad/renamed-word.pdf", "use bad/renamed-word.pdf as the certificate"),
        Said("不予受理：内容与扩展名不符", "not accepted: the file isn't what it says"),
    ),
    Row(
        "paper_damaged",
        Said("诊断证明用 bad/truncated.jpg", "use bad/truncated.jpg as the certificate"),
        Said("不予受理：图片已损坏", "not accepted: the picture is damaged"),
    ),
    Row(
        "photo_of_an_iphone",
        Said("诊断证明用 bad/heic.jpg", "use bad/heic.jpg as the certificate"),
        Said("不予受理：说明怎样改成 JPG", "not accepted, with how to make it a JPG"),
    ),
    Row(
        "agent_without_proof",
        Said("由代办人提交，不交关系证明", "let an agent hand in without a proof of relation"),
        Said("不予受理：relation_proof MISSING", "not accepted: relation_proof MISSING"),
        (LIUPANSHUI,),
    ),
    Row(
        "agent_is_the_applicant",
        Said("代办人与参保人是同一人", "let somebody be their own agent"),
        Said("当即拒绝：AGENT_IS_APPLICANT", "refused at once: AGENT_IS_APPLICANT"),
    ),
)

_HOSPITALS = (
    Row(
        "hospital_changed_twice",
        Said("通过后选定医院，变更一次，再变更一次", "once approved choose a hospital, change it, change it again"),
        Said(
            "选定、变更生效；第二次变更被拒：CHANGE_QUOTA_USED，附下次日期",
            "chosen, changed; the second change is refused: CHANGE_QUOTA_USED, with the next possible day",
        ),
        (LIUPANSHUI,),
        births.APPROVED,
    ),
    Row(
        "no_hospital_to_choose",
        Said("通过后选定医院", "once approved choose a hospital"),
        Said("当即拒绝：NOT_OFFERED", "refused at once: NOT_OFFERED"),
        (NANCHONG,),
        births.APPROVED,
    ),
)

_SHORT_MESSAGES = (
    Row(
        "sms_throttled",
        _ON_THE_WAY,
        Said("每条先被限流，随后只发一次", "each message is throttled, then sent once"),
        phone=phones.THROTTLED,
    ),
    Row(
        "sms_taken_with_an_error",
        _ON_THE_WAY,
        Said("网关收下却报错：先查询，不重发", "the gateway takes it and says 500: asked about, not sent again"),
        phone=phones.TAKEN_WITH_AN_ERROR,
    ),
    Row(
        "sms_gateway_away",
        _ON_THE_WAY,
        Said("网关两次不可用，数秒后只发一次", "the gateway is away twice; sent once, seconds later"),
        phone=phones.AWAY,
    ),
    Row(
        "sms_number_unknown",
        _ON_THE_WAY,
        Said("号码不存在：不发短信，申请照常办理", "no such number: nothing is sent, the application goes on"),
        phone=phones.NO_SUCH_NUMBER,
    ),
    Row(
        "sms_undelivered",
        _ON_THE_WAY,
        Said("已收下但未送达，申请照常办理", "taken and not delivered; the application goes on"),
        phone=phones.UNDELIVERED,
    ),
)

_FOR_HOSPITALS = (
    Row(
        "waits_for_you",
        Said("按需要通过、不予通过或要求补正", "approve, reject, or ask for a supplement, as you like"),
        Said(
            "任务列表中总有一件在等；要求补正的，数秒内补交，任务回来；办结后下一件随即来到",
            "one always waits on your list; a supplement is answered within seconds; decided, the next one comes",
        ),
        (),
        births.WAITS_FOR_A_HOSPITAL,
        team=Team.HOSPITAL,
    ),
    Row(
        "withdrawn_at_yours",
        Said("不办理", "leave it alone"),
        Said(
            "二十秒后申请人撤回，任务收回（RecallReason withdrawn）",
            "the person withdraws after twenty seconds; the task is recalled",
        ),
        (),
        births.WITHDRAWS,
        team=Team.HOSPITAL,
    ),
    Row(
        "limit_passes_at_yours",
        Said("在 H99000099002 不办理，随后再办理", "at H99000099002 leave it alone, then decide it"),
        Said("十秒后任务标为超期，仍可办理", "overdue after ten seconds, and yours to decide all the same"),
        (),
        births.LEFT_LYING,
        team=Team.HOSPITAL,
    ),
    Row(
        "from_a_channel_to_you",
        Said(
            "请渠道以此出生日期、hospital 写您的机构提交",
            "let a channel hand in with this birth date and your institution as hospital",
        ),
        Said("沙箱不审核，任务一直等您", "nobody of the sandbox reviews it: it waits for you"),
        (LIUPANSHUI, SANDBOX),
        births.NOBODY_DECIDES,
        team=Team.HOSPITAL,
    ),
)

ROWS = (*_DECIDED, *_REGISTER, *_TIME, *_PAPERS, *_HOSPITALS, *_SHORT_MESSAGES, *_FOR_HOSPITALS)
"""Every row."""
