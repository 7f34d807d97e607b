"""Notify put together: every dependency is chosen here."""

from hashlib import sha256

import httpx
from chassis.foundation import Foundation
from chassis.http.bearer import ByToken
from chassis.service import Service
from chassis.vault import VaultClient
from contracts.catalogue import BENEFITS_ENTITLEMENTS, INTAKE_APPLICATIONS, REVIEW_CASES
from policy.registry import load_packs

from notify import consumers, effects
from notify.api import codes, receipts
from notify.gateway import Gateway
from notify.settings import Settings
from notify.store import Correspondences


def create_service(settings: Settings) -> Service:
    """Return the service, connected to nothing yet."""
    ground = Foundation(settings)
    vault = VaultClient(settings.vault_url, settings.vault_token)
    secret = settings.sms_secret.get_secret_value()
    headers = {"Authorization": f"Bearer {secret}"}
    http = httpx.AsyncClient(base_url=settings.sms_url, headers=headers, timeout=settings.sms_timeout)
    gateway = Gateway(http)
    worker = effects.SmsWorker(gateway, vault, ground.parties.current)
    packs = load_packs(*settings.more_packs)
    service = Service(
        ground,
        consumers.process(packs),
        performers=effects.performers(worker),
        sources=[INTAKE_APPLICATIONS, REVIEW_CASES, BENEFITS_ENTITLEMENTS],
        closing=[vault.close, http.aclose],
    )
    known = ByToken({receipts.GATEWAY: sha256(secret.encode()).hexdigest()})
    service.app.include_router(receipts.router(service.counter, Correspondences(ground.pool), known))
    service.app.include_router(codes.router(codes.Desk(gateway, vault, packs, ground.clock), settings.code_tokens))
    return service
