"""What a hospital elsewhere sees of what it handed in: how the upload stands, and nothing of review or benefit."""

from contracts.events.updates import Item, ProgressChanged, Sentence
from contracts.vocabulary import ApplicationState as State
from contracts.vocabulary import InsuranceResult
from contracts.vocabulary import PersonAction as Do
from policy.pack import Pack
from policy.text import Text

from intake.domain.application import Application, uploads_only
from intake.domain.insured import MATERIAL
from intake.domain.progress.holding import OF_STEP
from intake.domain.progress.wording import sentence

RECEIVED = Text(
    zh="材料已上传，参保地已受理。", en="The papers were uploaded, and taken in where the person is insured."
)
CLOSED = Text(
    zh="参保地已办结，不再接收材料，结果由参保地告知申请人。",
    en="Closed where the person is insured: no more papers are taken. The person is told the result.",
)
AGAINST = Text(
    zh="待遇信息：登记信息表明该申请不能受理，请申请人本人向参保地医保经办机构查询。",
    en="The register is against it: the person may ask the agency.",
)
REGISTER_AGAINST = "REGISTER_AGAINST"
_OTHERS = {InsuranceResult.ALREADY_ENTITLED.value.upper(), InsuranceResult.EXCLUDED_WITH.value.upper()}
"""Objections that tell of benefits beside this case."""
_DECIDED = frozenset({State.APPROVED, State.REJECTED})
_RECEIVED = _DECIDED | {State.SUBMITTED, State.IN_REVIEW}
_OF_UPLOADS = frozenset({Do.UPLOAD_PAPERS, Do.LODGE, Do.SUPPLEMENT, Do.WITHDRAW})


def state_for(application: Application, channel: str) -> State:
    """Return where the application stands for a channel: what was taken in stays so for the hospital that uploaded."""
    hidden = uploads_only(application, channel) and application.status in _RECEIVED
    return State.SUBMITTED if hidden else application.status


def upload_status(pack: Pack, application: Application, whole: ProgressChanged) -> ProgressChanged:
    """Return what the hospital that uploaded may know of `whole`: what it takes to bring the papers in."""
    words = _words(pack, application)
    under_review = application.status in _RECEIVED - _DECIDED
    return ProgressChanged(
        state=state_for(application, application.channels[0]),
        number=whole.number,
        at=whole.at,
        items=tuple(_discreet(item) for item in whole.items),
        round=whole.round,
        answer_by=whole.answer_by,
        who_has_it=OF_STEP[pack.review_steps[0].step] if under_review else whole.who_has_it,
        can_do=tuple(action for action in whole.can_do if action in _OF_UPLOADS),
        helpline=whole.helpline,
        sentence=Sentence(zh=words.zh, en=words.en),
    )


def _words(pack: Pack, application: Application) -> Text:
    if application.status in _DECIDED:
        return CLOSED
    return RECEIVED if application.status in _RECEIVED else sentence(pack, application)


def _discreet(item: Item) -> Item:
    if item.material != MATERIAL or item.code not in _OTHERS:
        return item
    return Item(material=MATERIAL, code=REGISTER_AGAINST, text=AGAINST.zh)
