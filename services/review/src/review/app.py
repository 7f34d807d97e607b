"""Review put together: every dependency is chosen here and nowhere else."""

import httpx
from chassis.accounts.routes import account_routes
from chassis.accounts.store import Accounts
from chassis.foundation import Foundation
from chassis.grants import READING, signer
from chassis.http.updates import updates_route
from chassis.service import Service
from chassis.vault import VaultClient
from contracts.catalogue import DOCUMENTS_DOSSIERS, INTAKE_APPLICATIONS, REVIEW_TASKS, REVIEW_VERDICTS
from pages.sessions import Sessions
from pages.signing_in import SignedIn
from policy.registry import load_packs

from review import consumers, pages
from review.api import acting, cases, operations, recounting, worklist
from review.api.persons import Persons
from review.domain.rules import Rules
from review.settings import Settings
from review.store import Cases

DOCUMENTS_WITHIN = 5.0
"""Seconds that documents has to say where a page's image is."""


def create_service(settings: Settings) -> Service:
    """Return the service; call it inside the running loop."""
    ground = Foundation(settings)
    rules = Rules(load_packs(*settings.more_packs), ground.parties.current)
    process = consumers.process(rules)
    stored = Cases(ground.pool, process.open)
    vault = VaultClient(settings.vault_url, settings.vault_token)
    sign = signer(settings.grant_private_key, READING)
    desk = cases.Desk(stored, rules, Persons(vault), sign, ground.clock, settings.public_url)
    accounts = Accounts(ground.pool, ground.parties.current)
    documents = httpx.AsyncClient(base_url=settings.documents_url, timeout=DOCUMENTS_WITHIN, trust_env=False)
    signed_in = SignedIn(Sessions(ground.pool), pages.SITE.prefix, settings.public_url)
    service = Service(
        ground,
        process,
        routers=[
            updates_route("/v1/tasks", REVIEW_TASKS),
            acting.router(stored),
            cases.router(desk),
            worklist.router(stored, ground.clock),
            operations.router(stored, ground.clock, settings.operator_token),
            account_routes(accounts, settings.operator_token),
            pages.router(pages.Bench(desk, accounts, ground.parties.current, signed_in, documents)),
        ],
        sources=[INTAKE_APPLICATIONS, DOCUMENTS_DOSSIERS],
        ingress=[REVIEW_VERDICTS],
        closing=[vault.close, documents.aclose],
    )
    service.app.include_router(recounting.router(service.counter, stored, settings.operator_token))
    return service
