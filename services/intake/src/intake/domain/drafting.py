"""A draft is opened: for one person and one disease, by the pack of the area where the person is insured."""

from chassis.decision import Answer, Cause, Decision, Effect, NotFound
from contracts.events.intake import PackVersion
from contracts.events.requests import DraftOpened
from contracts.events.updates import RequestAccepted
from policy.pack import Pack

from intake.domain import refusals
from intake.domain.application import Application, Linked
from intake.domain.expiry import expiry
from intake.domain.grants import Sign, Upload, grant_upload
from intake.domain.linking import CheckLink
from intake.domain.offering import materials_of, offered
from intake.domain.persons import check_of
from intake.domain.rules import Rules

UUID_VERSION = 7


def open_draft(rules: Rules, state: Application | None, body: DraftOpened, cause: Cause) -> Decision[Application]:
    """Open a draft under the pack of the area where the person is insured, with a grant to upload papers."""
    if cause.subject.version != UUID_VERSION:
        raise refusals.ApplicationIdInvalid
    if state is not None:
        raise refusals.ApplicationExists
    if body.applicant.agent_ref == body.person_ref:
        raise refusals.AgentIsApplicant
    if body.with_papers_of == cause.subject:
        raise NotFound
    pack = offered(rules, body, cause.actor, cause.now)
    draft = Application(
        asked=_placed(rules, body, cause.actor),
        opened_by=cause.message_id,
        channels=(cause.actor,),
        pack=PackVersion(id=pack.id, version=pack.version),
        opened_at=cause.now,
        changed_at=cause.now,
        linked=Linked(body.with_papers_of) if body.with_papers_of else None,
    )
    answer = _opened(draft, pack, rules.sign, cause)
    until = expiry(rules.packs, pack, cause)
    return Decision(state=draft, timers=[until], effects=[check_of(draft), *_link_of(draft)], answer=answer)


def _placed(rules: Rules, asked: DraftOpened, channel: str) -> DraftOpened:
    """Return the draft with the area where a hospital that hands it in is: the person lives and is treated there."""
    hospital = rules.hospital(channel)
    if hospital is None or asked.care_area is not None:
        return asked
    return asked.model_copy(update={"care_area": hospital.area})


def _link_of(draft: Application) -> list[Effect]:
    return [Effect(CheckLink(asked=draft.asked, channel=draft.channels[0]), "link")] if draft.linked else []


def _opened(draft: Application, pack: Pack, sign: Sign, cause: Cause) -> Answer:
    upload = Upload(cause.subject, cause.actor, pack, materials_of(pack, draft))
    grant = grant_upload(sign, upload, cause.now, cause.derive("upload_grant"))
    answer = RequestAccepted(
        application_id=cause.subject,
        request_id=cause.message_id,
        request=DraftOpened.type_name(),
        state=draft.status,
        upload_grant=grant.token,
        grant_expires_at=grant.expires_at,
    )
    return Answer(answer)
