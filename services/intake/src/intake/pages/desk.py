"""What the applicants' pages work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from chassis.clock import Clock
from chassis.decision import NotFound
from pages.errors import SignInNeeded
from pages.signing_in import SignedIn
from pages.site import Site
from policy.calendar import SHANGHAI
from policy.pack import Pack
from policy.registry import Packs
from policy.text import Text

from intake.domain.application import Application
from intake.domain.grants import Sign
from intake.pages.hospitals import Hospitals
from intake.sign_ins.sender import CodeSender
from intake.sign_ins.store import SignIns
from intake.store import Applications
from intake.vault.store import Gone, Vault
from intake.vault.visits import Visits

CHANNEL = "web"
"""The channel that these pages are; a pack that offers them lists it."""

SITE = Site(
    "/apply",
    Path(__file__).parent,
    Text(zh="门诊慢特病待遇认定", en="Outpatient benefit for chronic disease"),
    (("/new", Text(zh="新申请", en="Apply")), ("/applications", Text(zh="我的申请", en="My applications"))),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a page may ask."""

    applications: Applications
    packs: Packs
    vault: Vault
    visits: Visits
    sign: Sign
    sign_ins: SignIns
    sender: CodeSender
    signed_in: SignedIn
    clock: Clock
    hospitals: Callable[[], Hospitals]

    def today(self) -> date:
        """Return the day it is in the cities."""
        return self.clock.now().astimezone(SHANGHAI).date()

    def offering(self) -> list[Pack]:
        """Return the packs in force today that offer these pages."""
        in_force = (self.packs.in_force(area, self.today()) for area in self.packs.areas)
        return [pack for pack in in_force if pack.channel(CHANNEL)]

    async def name_of(self, who: str) -> str:
        """Return the name in the header; raises `SignInNeeded` for somebody who was erased since they signed in."""
        try:
            return await self.vault.name_of(UUID(who))
        except Gone:
            raise SignInNeeded from None

    async def own(self, who: str, application_id: UUID) -> Application:
        """Return an application of whoever is signed in, for themselves or as an agent; raises `NotFound`."""
        application = await self.applications.named(application_id)
        if application is None or UUID(who) not in (
            application.asked.person_ref,
            application.asked.applicant.agent_ref,
        ):
            raise NotFound
        return application
