"""`mante bench relay`: a backlog drained, the way from commit to consumer, and what it costs those who commit."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median

from mante.bench.commit_rate import Calls, commit_rate
from mante.bench.drain import NAIVE_ROWS, drain_naively, drain_ours
from mante.bench.figures import middle, quiet
from mante.bench.servers import Servers
from mante.bench.wake_latency import wake_latency

ROWS = 200_000
REPEATS = 3
EVENTS = 3_000
PAIRS = 9
WARM_UP_ROWS = 5_000


@dataclass(frozen=True)
class RelayFigures:
    """Medians. `awake_share`: commits a second with the relay called for each, by those with it left to its poll."""

    naive_per_s: float
    ours_per_s: float
    ratio: float
    p50_ms: float
    p99_ms: float
    commits_per_s_awake: float
    commits_per_s_asleep: float
    commits_per_s_without_relay: float
    awake_share: float
    share_of_no_relay: float

    def as_dict(self) -> dict[str, float]:
        """Return the figures by name."""
        return asdict(self)


async def bench_relay(servers: Servers, say: Callable[[str], None], rows: int = ROWS) -> RelayFigures:
    """Measure everything, variants in turn; tell `say` how far it is."""
    quiet()
    naive, ours = await _drains(servers, say, rows)
    say(f"commit → consumer, {EVENTS} events at 100/s")
    latency = await wake_latency(servers, EVENTS)
    rates = await _rates(servers, say)
    awake, asleep, none = (rates[calls] for calls in (Calls.AWAKE, Calls.ASLEEP, Calls.NO_RELAY))
    return RelayFigures(
        naive_per_s=middle(naive),
        ours_per_s=middle(ours),
        ratio=middle([fast / slow for fast, slow in zip(ours, naive, strict=True)], 1),
        p50_ms=round(latency["p50_ms"], 1),
        p99_ms=round(latency["p99_ms"], 1),
        commits_per_s_awake=middle(awake),
        commits_per_s_asleep=middle(asleep),
        commits_per_s_without_relay=middle(none),
        awake_share=round(median(one / other for one, other in zip(awake, asleep, strict=True)), 2),
        share_of_no_relay=round(median(one / other for one, other in zip(awake, none, strict=True)), 2),
    )


async def _drains(servers: Servers, say: Callable[[str], None], rows: int) -> tuple[list[float], list[float]]:
    say("warming up")
    await drain_ours(servers, WARM_UP_ROWS)
    naive, ours = [], []
    for repeat in range(REPEATS):
        say(f"drain {repeat + 1}/{REPEATS}: {NAIVE_ROWS} rows by the naive relay, {rows} by ours")
        naive.append(await drain_naively(servers))
        ours.append(await drain_ours(servers, rows))
    return naive, ours


async def _rates(servers: Servers, say: Callable[[str], None]) -> dict[Calls, list[float]]:
    rates: dict[Calls, list[float]] = {calls: [] for calls in Calls}
    for pair in range(PAIRS):
        say(f"commits of 16 writers {pair + 1}/{PAIRS}")
        for calls in Calls:
            rates[calls].append(await commit_rate(servers, calls))
    return rates
