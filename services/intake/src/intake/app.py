"""Intake put together: every dependency is chosen here and nowhere else."""

from collections.abc import Awaitable, Callable
from functools import partial

from chassis.foundation import Foundation
from chassis.grants import UPLOAD, signer
from chassis.http.updates import updates_route
from chassis.message import Message
from chassis.parties import Directory
from chassis.rows import Reply
from chassis.service import Service
from contracts.catalogue import (
    BENEFITS_ENTITLEMENTS,
    DOCUMENTS_DOSSIERS,
    INTAKE_REQUESTS,
    INTAKE_UPDATES,
    NOTIFY_NOTICES,
    REVIEW_CASES,
)
from pages.sessions import Sessions
from pages.signing_in import SignedIn
from policy.registry import load_packs

from intake import api, consumers, effects, pages
from intake.domain.rules import Hospital, Rules
from intake.effects.links import CheckingLinks
from intake.register.as_file import RegisterAsFile
from intake.register.asking import Register
from intake.register.over_http import RegisterOverHttp, client_of
from intake.settings import Settings
from intake.sign_ins.sender import CodeSender
from intake.sign_ins.sender import client_of as client_of_notify
from intake.sign_ins.store import SignIns
from intake.store import Applications
from intake.vault.blind_index import identity_index
from intake.vault.keys import key_of, keyring
from intake.vault.store import Vault
from intake.vault.visits import Visits


def create_service(settings: Settings) -> Service:
    """Return the service; call it inside the running loop."""
    ground = Foundation(settings)
    packs = load_packs(*settings.more_packs)
    sign = signer(settings.grant_private_key, UPLOAD)
    hospital = partial(hospital_of, ground.parties.current)
    process = consumers.process(Rules(packs, sign, settings.register_wait, hospital))
    register, closing = _register(settings, ground)
    vault = Vault(
        ground.pool, keyring(settings.vault_key, settings.vault_former_keys), key_of(settings.blind_index_key)
    )
    applications = Applications(ground.pool, process.open)
    visits = Visits(ground.pool)
    links = CheckingLinks(applications, visits)
    sessions, sign_ins = Sessions(ground.pool), SignIns(ground.pool)
    notify = client_of_notify(settings.notify_url, settings.notify_token)
    desk = pages.Desk(
        applications=applications,
        packs=packs,
        vault=vault,
        visits=visits,
        sign=sign,
        sign_ins=sign_ins,
        sender=CodeSender(notify),
        signed_in=SignedIn(sessions, pages.SITE.prefix, settings.public_url),
        clock=ground.clock,
        hospitals=ground.parties.current,
    )

    async def ask(message: Message) -> Reply:
        return await service.counter.ask(message)

    service = Service(
        ground,
        process,
        routers=[
            api.persons.router(vault, visits, ground.clock),
            api.applications.router(vault, links.beside),
            api.progress.router(applications, visits, packs),
            updates_route("/v1/updates", INTAKE_UPDATES),
            api.grants.router(applications, packs, sign, ground.clock),
            api.vault.router(vault, settings.vault_tokens),
            api.operations.router(vault, applications, sessions, sign_ins, settings.operator_token),
            api.standing.router(applications, packs, partial(_name, ground), settings.operator_token),
            pages.router(desk),
        ],
        performers=effects.performers(vault, links, ask, register, ground.clock.now),
        sources=[DOCUMENTS_DOSSIERS, REVIEW_CASES, BENEFITS_ENTITLEMENTS, NOTIFY_NOTICES],
        ingress=[INTAKE_REQUESTS],
        closing=[notify.aclose, *closing],
    )
    return service


def hospital_of(directory: Callable[[], Directory], channel: str) -> Hospital | None:
    """Return the medical institution that a channel is; None for an app or a counter."""
    party = directory().party(channel)
    return Hospital(party.level, party.area) if party and party.level is not None else None


def _name(ground: Foundation, channel: str) -> str:
    """Return what people call a channel; its code once it takes no part any more."""
    party = ground.parties.current().party(channel)
    return party.name if party else channel


def _register(settings: Settings, ground: Foundation) -> tuple[Register | None, list[Callable[[], Awaitable[None]]]]:
    """Return the register of the insured that the city has, and what is to be closed with it."""
    if settings.insurance_csv:
        index_of = partial(identity_index, key_of(settings.blind_index_key))
        return RegisterAsFile(settings.insurance_csv, ground.pool, index_of), []
    if settings.insurance_url:
        http = client_of(settings.insurance_secret.get_secret_value())
        return RegisterOverHttp(http, settings.insurance_url), [http.aclose]
    return None, []
