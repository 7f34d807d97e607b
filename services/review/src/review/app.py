"""Review put together: every dependency is chosen here and nowhere else."""

from chassis.accounts.routes import account_routes
from chassis.accounts.store import Accounts
from chassis.foundation import Foundation
from chassis.grants import READING, signer
from chassis.http.updates import updates_route
from chassis.service import Service
from chassis.vault import VaultClient
from contracts.catalogue import DOCUMENTS_DOSSIERS, INTAKE_APPLICATIONS, REVIEW_TASKS, REVIEW_VERDICTS
from policy.registry import load_packs

from review import consumers
from review.api import acting, cases, worklist
from review.api.persons import Persons
from review.domain.rules import Rules
from review.settings import Settings
from review.store import Cases


def create_service(settings: Settings) -> Service:
    """Return the service; call it inside the running loop."""
    ground = Foundation(settings)
    rules = Rules(load_packs(), ground.parties.current)
    process = consumers.process(rules)
    stored = Cases(ground.pool, process.open)
    vault = VaultClient(settings.vault_url, settings.vault_token)
    sign = signer(settings.grant_private_key, READING)
    desk = cases.Desk(stored, rules, Persons(vault), sign, ground.clock, settings.public_url)
    return Service(
        ground,
        process,
        routers=[
            updates_route("/v1/tasks", REVIEW_TASKS),
            acting.router(stored),
            cases.router(desk),
            worklist.router(stored, ground.clock),
            account_routes(Accounts(ground.pool, ground.parties.current), settings.operator_token),
        ],
        sources=[INTAKE_APPLICATIONS, DOCUMENTS_DOSSIERS],
        ingress=[REVIEW_VERDICTS],
        closing=[vault.close],
    )
