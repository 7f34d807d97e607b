"""Notify put together: every dependency is chosen here."""

from hashlib import sha256

import httpx
from chassis.foundation import Foundation
from chassis.http.bearer import ByToken
from chassis.service import Service
from chassis.vault import VaultClient
from contracts.catalogue import INTAKE_APPLICATIONS, REVIEW_CASES
from policy.registry import load_packs

from notify import api, consumers, effects
from notify.settings import Settings
from notify.store import Correspondences


def create_service(settings: Settings) -> Service:
    """Return the service, connected to nothing yet."""
    ground = Foundation(settings)
    vault = VaultClient(settings.vault_url, settings.vault_token)
    secret = settings.sms_secret.get_secret_value()
    headers = {"Authorization": f"Bearer {secret}"}
    http = httpx.AsyncClient(base_url=settings.sms_url, headers=headers, timeout=settings.sms_timeout)
    worker = effects.SmsWorker(effects.Gateway(http), vault, ground.parties.current)
    service = Service(
        ground,
        consumers.process(load_packs()),
        performers=effects.performers(worker),
        sources=[INTAKE_APPLICATIONS, REVIEW_CASES],
        closing=[vault.close, http.aclose],
    )
    gateway = ByToken({api.GATEWAY: sha256(secret.encode()).hexdigest()})
    service.app.include_router(api.router(service.counter, Correspondences(ground.pool), gateway))
    return service
