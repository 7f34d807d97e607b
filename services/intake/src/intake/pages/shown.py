"""An application in words: where it stands, who has it, what the person can do now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationState as State
from policy.age_of_papers import Beyond
from policy.gaps import item_text
from policy.materials import Material
from policy.pack import Pack
from policy.registry import Packs
from policy.text import Text

from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application
from intake.domain.offering import pinned
from intake.domain.progress import progress
from intake.domain.taking_up import may_be_taken_up
from intake.domain.uploads import TAKES_PAPERS
from intake.pages.desk import CHANNEL
from intake.pages.hospitals import Choice, Hospitals, choice_of

STATES = {
    State.DRAFT: Text(zh="草稿，尚未提交", en="Draft, not handed in yet"),
    State.LODGED: Text(zh="已提交，材料检查中", en="Handed in, papers are being checked"),
    State.NOT_ACCEPTED: Text(zh="材料需补齐", en="Papers are missing or unfit"),
    State.SUBMITTED: Text(zh="已受理，待审核", en="Accepted, waiting for review"),
    State.IN_REVIEW: Text(zh="审核中", en="In review"),
    State.AWAITING_SUPPLEMENT: Text(zh="待补正", en="A supplement is asked for"),
    State.APPROVED: Text(zh="认定通过", en="Approved"),
    State.REJECTED: Text(zh="认定未通过", en="Not approved"),
    State.WITHDRAWN: Text(zh="已撤回", en="Withdrawn"),
    State.LAPSED: Text(zh="逾期未补正，已终止", en="Closed: no answer to the supplement request"),
    State.EXPIRED: Text(zh="草稿已过期", en="Draft expired"),
    State.JOINED: Text(zh="已并入办理中的申请", en="Joined to the open application"),
}
GOOD, BAD = {State.APPROVED}, {State.REJECTED, State.LAPSED, State.EXPIRED}
SOON = {State.NOT_ACCEPTED, State.AWAITING_SUPPLEMENT}


@dataclass(frozen=True, slots=True)
class Line:
    """An application in a list."""

    id: UUID
    number: str
    area: Text
    disease: Text | None
    state: Text
    tone: str
    progress: ProgressChanged
    for_another: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An application on its own page.

    `asked` are the materials to upload now, `unfit` says why papers can't be used, `ours` whether this channel
    may act, `elsewhere` whether it came through another one, `choice` is about the hospital where the benefit is used.
    `oldest` is, by material, the earliest day of discharge or visit that counts, if it is handed in today.
    """

    line: Line
    pack: Pack
    asked: tuple[Material, ...]
    oldest: Mapping[str, date]
    unfit: tuple[str, ...]
    takes_papers: bool
    may_withdraw: bool
    ours: bool
    elsewhere: bool
    joined: UUID | None
    choice: Choice | None


def line_of(packs: Packs, application_id: UUID, application: Application) -> Line:
    """Return what a list says of an application."""
    pack, asked = pinned(packs, application), application.asked
    disease = pack.disease(asked.disease_code)
    return Line(
        id=application_id,
        number=application.number,
        area=pack.pooling_area.name,
        disease=disease.name if disease else None,
        state=STATES[application.status],
        tone=_tone(application.status),
        progress=progress(packs, application),
        for_another=asked.applicant.agent_ref is not None,
    )


def shown(packs: Packs, hospitals: Hospitals, application_id: UUID, application: Application, today: date) -> Shown:
    """Return all that its page says on this day (Asia/Shanghai)."""
    pack, status = pinned(packs, application), application.status
    ours = application.joined is None and may_be_taken_up(packs, application, CHANNEL)
    return Shown(
        line=line_of(packs, application_id, application),
        pack=pack,
        asked=_asked(pack, application),
        oldest=_oldest(pack, application, today),
        unfit=tuple(_unfit(pack, application)),
        takes_papers=ours and status in TAKES_PAPERS,
        may_withdraw=ours and status in UNSUBMITTED | WITH_REVIEW and application.withdrawal is None,
        ours=ours,
        elsewhere=CHANNEL not in application.channels and application.joined is None,
        joined=application.joined,
        choice=choice_of(pack, application, hospitals, ours=ours),
    )


def _asked(pack: Pack, application: Application) -> tuple[Material, ...]:
    if application.supplement is not None and application.status is State.AWAITING_SUPPLEMENT:
        codes = dict.fromkeys(item.material for item in application.supplement.items)
        return tuple(material for code in codes if (material := pack.material(code)))
    return pack.materials_for(application.asked.applicant.kind, application.asked.route)


def _oldest(pack: Pack, application: Application, today: date) -> dict[str, date]:
    """Return what is too old to hand in; where an older paper counts all the same, nobody is troubled.

    Once it was submitted that day counts, which review knows: a supplement doesn't move it.
    """
    if application.status not in UNSUBMITTED:
        return {}
    limits = ((material.code, material.max_age) for material in _asked(pack, application))
    disease = application.asked.disease_code
    return {code: limit.oldest(disease, today) for code, limit in limits if limit and limit.beyond is Beyond.OUTDATED}


def _unfit(pack: Pack, application: Application) -> Iterator[str]:
    if application.status not in TAKES_PAPERS or application.items:
        return
    good = {finding.material for finding in application.findings.values() if finding.reason is None}
    for finding in application.findings.values():
        if finding.reason and finding.material not in good:
            yield item_text(pack, finding.material, finding.reason)


def _tone(state: State) -> str:
    return "good" if state in GOOD else "bad" if state in BAD else "soon" if state in SOON else "calm"
