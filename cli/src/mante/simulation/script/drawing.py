"""A script is drawn from its seed: who lives, how, and what goes wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from contracts.catalogue import TOPICS, Topic
from policy.calendar import SHANGHAI

from mante.simulation.outside.town import CHANNELS_OF, LIUPANSHUI, NANCHONG
from mante.simulation.script.chances import happens
from mante.simulation.script.faults import Fault, Kind
from mante.simulation.script.lives import Life
from mante.simulation.script.script import Script
from mante.simulation.script.turns import Turn

LIVES = 100
FIRST_DAY = datetime(2026, 1, 5, tzinfo=SHANGHAI)
LAST_DAY = 320
DISEASES = {
    LIUPANSHUI: ("malignant_tumour", "bronchial_asthma", "diabetes_with_complications", "chronic_leukaemia"),
    NANCHONG: ("hypertension", "diabetes", "malignant_tumour"),
}
LASTS = timedelta(days=75)
TO_THE_END = timedelta(days=365 * 5 + 40)
"""Long enough for a benefit of five years to be proven anew, or to end."""

SERVICES = ("intake", "documents", "review", "benefits", "notify")
OFTEN = (Turn.CHOOSES_A_HOSPITAL, Turn.SUPPLEMENT_ASKED, Turn.REJECTED, Turn.TAPS_TWICE, Turn.RECEIPTS_TWICE)
MORE_OFTEN = (Kind.DEAF, Kind.DEAF, Kind.DEAF, Kind.HELD, Kind.LOST, Kind.LOST, Kind.NOBODY_THERE)
"""These let topics overtake each other by hours, and leave holes, which nothing else does."""

KINDS = (*(kind for kind in Kind if kind is not Kind.GIVEN_UP), *MORE_OFTEN)
"""Something is given up in few histories, everywhere: it costs those whom it is about what the others are promised."""

LASTING = {False: (20, 300, 3600, 20_000), True: (300, 3600, 20_000, 20_000)}
"""Seconds."""

OF = {Kind.NOBODY_THERE: ("review", "review", "benefits", "notify"), Kind.RECOUNTED: ("review",)}
"""Which services a kind strikes, where it isn't any."""

GIVEN_UP = {Turn.LODGES_TOO_LITTLE, Turn.NEVER_MENDS}
"""How a draft comes to its end whose papers serve another application."""

ONLY_ELSEWHERE = {
    LIUPANSHUI: (Turn.EXPERTS_SPLIT, Turn.VOTES_FOR_ANOTHER),
    NANCHONG: (Turn.CHOOSES_A_HOSPITAL, Turn.CHANGES_HOSPITALS),
}


def draw(seed: int, number: int, lives: int = LIVES) -> Script:
    """Return history `number` of a run; the same for the same seed, number and size."""
    dice = Random(f"{seed}/{number}")  # noqa: S311 - a history is drawn, nothing is kept secret by it
    begins = FIRST_DAY + timedelta(days=dice.randrange(LAST_DAY), minutes=dice.randrange(7 * 60, 18 * 60))
    return Script(
        seed=dice.getrandbits(48),
        begins=begins.astimezone(UTC),
        lasts=TO_THE_END if happens(dice, 0.1) else LASTS,
        lives=tuple(_lives(dice, lives)),
        faults=tuple(_faults(dice)),
    )


def _lives(dice: Random, many: int) -> Sequence[Life]:
    lives: list[Life] = []
    for number in range(many):
        life = _life(dice, number)
        if lives and happens(dice, 0.12):
            life = _like(lives[-1], dice, number)
        elif lives and happens(dice, 0.06):
            life = _with_papers_of(lives[-1], dice, number)
            if happens(dice, 0.3):
                lives[-1] = replace(lives[-1], turns=lives[-1].turns | GIVEN_UP)
        lives.append(life)
    return lives


def _life(dice: Random, number: int) -> Life:
    area = LIUPANSHUI if happens(dice, 0.7) else NANCHONG
    return Life(
        number=number,
        person=dice.randrange(80),
        area=area,
        disease=dice.choice(DISEASES[area]),
        channel=dice.choice(CHANNELS_OF[area]),
        begins=_begins(dice),
        dice=dice.getrandbits(32),
        turns=frozenset(_turns(dice, area)),
    )


def _begins(dice: Random) -> timedelta:
    """Return when a life begins: mostly with others, so that they share batches; now and then at a time of its own."""
    if happens(dice, 0.9):
        return timedelta(minutes=dice.choice((0, 0, 1500)))
    return timedelta(seconds=dice.randrange(200_000))


def _like(twin: Life, dice: Random, number: int) -> Life:
    """Return a life of the same person and disease, through another channel: at the same time, or weeks later."""
    others = [channel for channel in CHANNELS_OF[twin.area] if channel != twin.channel]
    return Life(
        number=number,
        person=twin.person,
        area=twin.area,
        disease=twin.disease,
        channel=dice.choice(others),
        begins=twin.begins + timedelta(minutes=dice.choice((0, 0, 1, 20, 40 * 1440))),
        dice=dice.getrandbits(32),
        turns=frozenset(_turns(dice, twin.area)),
    )


def _with_papers_of(other: Life, dice: Random, number: int) -> Life:
    """Return a life of the same person for another disease, with the papers of the other: soon, or weeks later."""
    diseases = [disease for disease in DISEASES[other.area] if disease != other.disease]
    return replace(
        _like(other, dice, number),
        channel=other.channel if happens(dice, 0.8) else dice.choice(CHANNELS_OF[other.area]),
        disease=dice.choice(diseases),
        papers_of=other.number,
    )


def _turns(dice: Random, area: str) -> Iterator[Turn]:
    """Give the turns of a life; where they don't come up, those that only the other city's lives can take are left."""
    possible = [turn for turn in Turn if turn not in ONLY_ELSEWHERE[area]]
    if happens(dice, 0.02):
        yield from (Turn.LODGES_TOO_LITTLE, Turn.SENDS_A_BAD_PAPER)
    for _ in range(dice.choice((0, 1, 1, 2, 3, 4, 5))):
        yield dice.choice(OFTEN if happens(dice, 0.2) else possible)


def _faults(dice: Random) -> Iterator[Fault]:
    for _ in range(dice.randrange(8, 28)):
        kind = dice.choice(KINDS)
        service = dice.choice(OF.get(kind, SERVICES))
        yield Fault(
            kind=kind,
            service=service,
            at=timedelta(minutes=dice.choice((0, 5, 30, 300, 1495, 1500, 5000)), seconds=dice.randrange(900)),
            lasts=timedelta(seconds=dice.choice(LASTING[kind in MORE_OFTEN])),
            topic=_topic(dice, kind, service),
        )
    if happens(dice, 0.25):
        minutes = timedelta(minutes=dice.choice((20, 300, 1500)))
        yield from (Fault(Kind.GIVEN_UP, service, minutes) for service in SERVICES)


def _topic(dice: Random, kind: Kind, service: str) -> str:
    if kind in (Kind.HELD, Kind.LOST):
        return dice.choice([topic.name for topic in _of_services(service) if topic.publisher == service])
    if kind in (Kind.DEAF, Kind.POISON):
        return dice.choice([topic.name for topic in _of_services(service) if service in topic.consumers])
    return ""


def _of_services(service: str) -> Sequence[Topic]:
    return [topic for topic in TOPICS if topic.party is None and service in (topic.publisher, *topic.consumers)]
