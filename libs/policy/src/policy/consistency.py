"""What a pack must be true to beyond its types: nothing stands twice, nothing contradicts, gaps are pointed out."""

from collections import Counter
from collections.abc import Iterator

from contracts.vocabulary import ApplicantKind, Route

from policy.arrangement import in_order
from policy.discretion import indiscreet_notices
from policy.finding import Fault
from policy.materials import Need
from policy.pack import Pack
from policy.references import unknown_names
from policy.settlement import UsedAt
from policy.unfinished import gaps_of
from policy.wording import has_words

_LISTS = ("channels", "materials", "rejection_reasons", "diseases")


def faults_of(pack: Pack) -> Iterator[Fault]:
    """Give everything that is wrong or incomplete in a pack whose types are right."""
    yield from unknown_names(pack)
    yield from _doubles(pack)
    yield from _two_names_for_a_code(pack)
    yield from _unreachable_channels(pack)
    yield from _closed_routes(pack)
    yield from _agents_without_rules(pack)
    yield from _no_hospital_to_choose(pack)
    yield from _misordered_sessions(pack)
    yield from _unworded_notices(pack)
    yield from indiscreet_notices(pack)
    yield from gaps_of(pack)


def _doubles(pack: Pack) -> Iterator[Fault]:
    for name in _LISTS:
        seen: Counter[str] = Counter()
        for index, thing in enumerate(getattr(pack, name)):
            if thing.code in seen:
                yield Fault((name, index, "code"), f"{thing.code} stands twice in {name}")
            seen[thing.code] += 1


def _two_names_for_a_code(pack: Pack) -> Iterator[Fault]:
    """The national platform refuses a code under another name than its own (编码与名称不匹配)."""
    named: dict[str, str] = {}
    for index, disease in enumerate(pack.diseases):
        for position, pair in enumerate(disease.national_codes):
            if (first := named.setdefault(pair.code, pair.name)) != pair.name:
                reason = f"{pair.code} is {first} elsewhere in this list: a code has one name"
                yield Fault(("diseases", index, "national_codes", position, "name"), reason)


def _unreachable_channels(pack: Pack) -> Iterator[Fault]:
    for index, channel in enumerate(pack.channels):
        if not pack.offers(channel.route):
            yield Fault(("channels", index, "route"), f"routes says nothing of {channel.route}")


def _closed_routes(pack: Pack) -> Iterator[Fault]:
    for position, route in enumerate(pack.after_rejection.reapply_by):
        if not pack.offers(route):
            yield Fault(("after_rejection", "reapply_by", position), f"routes says nothing of {route}")
    if (pack.cross_region.upload_by_level is not None) != pack.offers(Route.REMOTE_HOSPITAL):
        reason = f"hospitals elsewhere upload by the route {Route.REMOTE_HOSPITAL}: give both or neither"
        yield Fault(("cross_region", "upload_by_level"), reason)


def _agents_without_rules(pack: Pack) -> Iterator[Fault]:
    if ApplicantKind.AGENT in pack.applicants.kinds:
        return
    for route, rule in pack.routes.items():
        for code, need in rule.asks.items():
            if need is Need.AGENT_ONLY:
                yield Fault(("routes", route.value, "asks", code), "asked of agents, and nobody applies as one")


def _no_hospital_to_choose(pack: Pack) -> Iterator[Fault]:
    if pack.settlement.used_at is UsedAt.CHOSEN_HOSPITAL and pack.designated_hospital is None:
        yield Fault(("settlement", "used_at"), "designated_hospital says that none is chosen")


def _misordered_sessions(pack: Pack) -> Iterator[Fault]:
    try:
        in_order(pack.working_time.sessions)
    except ValueError as error:
        yield Fault(("working_time", "sessions"), str(error))


def _unworded_notices(pack: Pack) -> Iterator[Fault]:
    for step, told in pack.notices.steps.items():
        for index, each in enumerate(told):
            for position, medium in enumerate(each.by):
                if not has_words(step, medium):
                    path = ("notices", "steps", step.value, index, "by", position)
                    yield Fault(path, f"there are no words for {step} by {medium}")
