"""`mante bench pipeline`: one service as one writes it first, as Mante builds it, and the floor under both."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from mante.bench.figures import middle, percentile, quiet
from mante.bench.latency import latencies
from mante.bench.servers import Servers
from mante.bench.throughput import Run, given_topics, throughput

REPEATS = 3
EVENTS = {"naive": 2_000, "ours": 40_000, "floor": 40_000}
STEADY_PER_SECOND, STEADY = 50, 5_000
SPARSE_PER_SECOND, SPARSE = 4, 60
Say = Callable[[str], None]


@dataclass
class Rounds:
    """The runs of each variant, in turn, on one kind of disk."""

    runs: dict[str, list[Run]] = field(default_factory=lambda: {variant: [] for variant in EVENTS})

    def per_s(self, variant: str) -> list[float]:
        """Return events a second, run by run."""
        return [run.per_s for run in self.runs[variant]]

    def ratio(self, variant: str, other: str) -> float:
        """Return the median of how many times as fast as `other` a variant is, round by round."""
        pairs = zip(self.per_s(variant), self.per_s(other), strict=True)
        return median(one / another for one, another in pairs)

    def cpu_us(self, variant: str) -> dict[str, float]:
        """Return the median microseconds per event of each part."""
        runs = self.runs[variant]
        return {part: median(run.cpu_us[part] for run in runs) for part in runs[0].cpu_us}


async def bench_pipeline(servers: Servers, say: Say) -> dict[str, object]:
    """Measure everything; tell `say` how far it is. Figures are medians."""
    quiet()
    await given_topics(servers)
    say("warming up")
    await throughput("ours", servers, EVENTS["ours"] // 4)
    usual = await _rounds(servers, say, "disk as it is")
    await servers.commit_slowly(slowly=True)
    slow = await _rounds(servers, say, "commits 2 ms slower")
    await servers.commit_slowly(slowly=False)
    return _throughput(usual, slow) | await _latency(servers, say)


async def _rounds(servers: Servers, say: Say, disk: str) -> Rounds:
    rounds = Rounds()
    for repeat in range(REPEATS):
        for variant, count in EVENTS.items():
            run = await throughput(variant, servers, count)
            rounds.runs[variant].append(run)
            say(f"{disk}, round {repeat + 1}/{REPEATS}: {variant} {run.per_s:,.0f}/s")
    return rounds


def _throughput(usual: Rounds, slow: Rounds) -> dict[str, object]:
    return {
        "naive_per_s": middle(usual.per_s("naive")),
        "ours_per_s": middle(usual.per_s("ours")),
        "ratio": round(usual.ratio("ours", "naive"), 1),
        "naive_per_s_slow_commit": middle(slow.per_s("naive")),
        "ours_per_s_slow_commit": middle(slow.per_s("ours")),
        "ratio_slow_commit": round(slow.ratio("ours", "naive"), 1),
        "floor_per_s": middle(usual.per_s("floor")),
        "share_of_floor": round(usual.ratio("ours", "floor"), 2),
        "cpu_us_per_event": usual.cpu_us("ours"),
        "cpu_us_per_event_naive": usual.cpu_us("naive"),
        "cpu_us_per_event_floor": usual.cpu_us("floor"),
    }


async def _latency(servers: Servers, say: Say) -> dict[str, object]:
    say(f"event in → event out, {STEADY:,} events at {STEADY_PER_SECOND}/s")
    steady = await latencies("ours", servers, STEADY_PER_SECOND, STEADY)
    say(f"event in → event out, {SPARSE} events at {SPARSE_PER_SECOND}/s")
    sparse = await latencies("ours", servers, SPARSE_PER_SECOND, SPARSE)
    return {
        "p50_ms": round(percentile(steady, 50), 1),
        "p99_ms": round(percentile(steady, 99), 1),
        "worst_ms": round(max(sparse), 1),
    }
