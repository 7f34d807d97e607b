"""Benefits put together: every dependency is chosen here and nowhere else."""

from collections.abc import Sequence

from chassis.foundation import Foundation
from chassis.http.operators import operators_only
from chassis.message import Message
from chassis.parties import Directory
from chassis.rows import Reply
from chassis.service import Service
from chassis.vault import VaultClient
from contracts.catalogue import INTAKE_APPLICATIONS, REVIEW_CASES, PartyKind
from policy.registry import load_packs

from benefits import consumers, effects
from benefits.api import entitlements, registrations
from benefits.departures.store import Stored
from benefits.departures.telling import Departures
from benefits.domain.rules import Rules
from benefits.registrations.exporting import Exporting
from benefits.registrations.importing import Importing
from benefits.settings import Settings
from benefits.store import Entitlements

ALL_WITHIN = 60.0


def create_service(settings: Settings) -> Service:
    """Return the service; call it inside the running loop."""
    ground = Foundation(settings)
    vault = VaultClient(settings.vault_url, settings.vault_token)
    rules = Rules(load_packs(*settings.more_packs), ground.parties.current)
    process = consumers.process(rules)
    stored = Entitlements(ground.pool, process.open)

    async def ask(message: Message) -> Reply:
        return await service.counter.ask(message)

    async def decide_all(messages: Sequence[Message]) -> Sequence[Reply]:
        return await service.engine.decide(messages, ALL_WITHIN)

    departures = Departures(
        Stored(ground.pool), ground.clock.now, lambda: _away(rules, ground.parties.current()), decide_all
    )
    service = Service(
        ground,
        process,
        performers=effects.performers(ask),
        sources=[INTAKE_APPLICATIONS, REVIEW_CASES],
        closing=[vault.close],
        chores={"departures": departures.run},
    )
    operator = operators_only(settings.operator_token)
    exporting = Exporting(stored, vault, rules, ground.parties.current)
    service.app.include_router(registrations.router(exporting, Importing(stored, decide_all), operator))
    service.app.include_router(entitlements.router(service.counter, stored, operator))
    return service


def _away(rules: Rules, directory: Directory) -> list[str]:
    """Return the institutions that people can't choose (any more)."""
    ours = (party.code for party in directory.parties.values() if party.kind is PartyKind.INSTITUTION)
    return [code for code in ours if not rules.is_designated(code)]
