"""Who takes part: the channels, institutions and people of two cities."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.parties import Directory, Party, Staff
from contracts.catalogue import INTAKE_UPDATES, PartyKind
from contracts.vocabulary import Route

LIUPANSHUI, NANCHONG, CHENGDU = "520200", "511300", "510100"
HOSPITALS = ("H52020199001", "H52020199002")
ELSEWHERE = "H52020199099"
AGENCY_OF = {LIUPANSHUI: "A52029900001", NANCHONG: "A51139900001"}
COUNTER, FAR_AWAY = "counter", "H51010500001"
"""The agency's counter; and a hospital of grade III in 成都, where people of 六盘水 live, too."""
CHANNELS_OF = {
    LIUPANSHUI: ("gz-app", "gz-gov", "gz-wechat", COUNTER, FAR_AWAY),
    NANCHONG: ("sc-app", "sc-mini", COUNTER),
}
FAR_AWAY_HEARS = INTAKE_UPDATES.of(FAR_AWAY)
ROUTE_OF = {COUNTER: Route.COUNTER, FAR_AWAY: Route.REMOTE_HOSPITAL}
"""How papers come in, where it isn't online."""
PAGE = "web"
"""Our own pages: nobody begins there here, and whoever began elsewhere may go on there."""
ON_KAFKA = frozenset({"gz-wechat", "sc-mini", "H52020199002"})
"""The parties that ask over the bus; the others ask over HTTP."""

CHANNELS = (*dict.fromkeys(channel for channels in CHANNELS_OF.values() for channel in channels), PAGE)
INSTITUTIONS = (*HOSPITALS, *AGENCY_OF.values())
DUTY_PHONE = "13900007777"


def _hospital(code: str, level: int) -> Party:
    return Party(code, PartyKind.INSTITUTION, code, level, LIUPANSHUI, frozenset({"hospital"}))


def _staff() -> Iterable[Staff]:
    for number, hospital in enumerate(HOSPITALS, start=1):
        for place in range(1, 4):
            roles = frozenset({"reviewer", "lead"} if place == 3 else {"reviewer"})  # noqa: PLR2004 - the third leads
            yield Staff(f"D5202010{number:02d}{place:03d}", hospital, f"医生{place}", roles)
        yield Staff(f"D5202010{number:02d}900", hospital, "值班", frozenset({"duty"}), DUTY_PHONE)
    for number, agency in enumerate(AGENCY_OF.values(), start=1):
        for place in range(1, 3):
            yield Staff(f"C5100010{number:02d}{place:03d}", agency, f"经办{place}", frozenset({"clerk"}))
        for place in range(1, 6):
            yield Staff(f"D5113010{number:02d}{place:03d}", agency, f"专家{place}", frozenset({"expert"}))
        yield Staff(f"C5100010{number:02d}900", agency, "值班", frozenset({"duty"}), DUTY_PHONE)


def _parties() -> Iterable[Party]:
    yield from (Party(channel, PartyKind.CHANNEL, channel) for channel in CHANNELS if channel != FAR_AWAY)
    yield Party(FAR_AWAY, PartyKind.INSTITUTION, FAR_AWAY, 3, CHENGDU, frozenset({"hospital"}))
    yield _hospital(HOSPITALS[0], 3)
    yield _hospital(HOSPITALS[1], 2)
    for area, agency in AGENCY_OF.items():
        yield Party(agency, PartyKind.INSTITUTION, agency, None, area, frozenset({"agency"}))


EVERYBODY = Directory.of(_parties(), _staff())
CHANNELS_ALONE = Directory.of(party for party in _parties() if party.kind is PartyKind.CHANNEL)


@dataclass(slots=True)
class Town:
    """The parties as each service knows them now; one may have lost its list of institutions for a while."""

    without: set[str]

    def of(self, service: str) -> Directory:
        """Return what a service knows."""
        return CHANNELS_ALONE if service in self.without else EVERYBODY
