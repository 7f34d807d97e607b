"""`mante bench intake`: handing applications in over HTTP, to Mante's intake and to a naive one, in turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

from mante.bench.asking import AT_ONCE, Asked, at_full_speed, connections, evenly
from mante.bench.cpu import cpu_time
from mante.bench.figures import middle, percentile, quiet
from mante.bench.lodging import Variant, naively, ours
from mante.bench.servers import Servers

ROUNDS = 3
REQUESTS = 3_000
STEADY_PER_SECOND, STEADY = 100, 1_000
WARM_UP = 500
Say = Callable[[str], None]


@dataclass
class Runs:
    """One variant's runs, round by round."""

    fast: list[Asked] = field(default_factory=list)
    steady: list[Asked] = field(default_factory=list)
    cpu_us: list[Mapping[str, float]] = field(default_factory=list)

    def per_s(self) -> list[float]:
        """Requests a second, run by run."""
        return [run.per_s for run in self.fast]

    def wait_ms(self, rank: int, runs: list[Asked]) -> float:
        """Return the median of each run's percentile."""
        return middle([percentile(run.waits_ms, rank) for run in runs], 1)


async def bench_intake(servers: Servers, say: Say, requests: int = REQUESTS, rounds: int = ROUNDS) -> dict[str, object]:
    """Measure both, in turn; tell `say` how far it is. Figures are medians."""
    quiet()
    runs = {"naive": Runs(), "ours": Runs()}
    async with naively(servers) as one, ours(servers) as other:
        variants = {"naive": one, "ours": other}
        say("warming up")
        for variant in variants.values():
            await _fast(servers, variant, Runs(), WARM_UP)
        for number in range(rounds):
            for name, variant in variants.items():
                await _fast(servers, variant, runs[name], requests)
                await _steady(variant, runs[name])
                say(f"round {number + 1}/{rounds}: {name} {runs[name].fast[-1].per_s:,.0f}/s")
    return _figures(runs["naive"], runs["ours"])


async def _fast(servers: Servers, variant: Variant, runs: Runs, requests: int) -> None:
    prepared = await variant.drafts(requests)
    await variant.settle()
    async with connections(variant.port, AT_ONCE) as lines:
        before = cpu_time(servers.home, variant.pid)
        runs.fast.append(await at_full_speed(lines, prepared))
        await variant.settle()
        runs.cpu_us.append(cpu_time(servers.home, variant.pid).since(before, requests))


async def _steady(variant: Variant, runs: Runs) -> None:
    prepared = await variant.drafts(STEADY)
    await variant.settle()
    async with connections(variant.port, AT_ONCE) as lines:
        runs.steady.append(await evenly(lines, prepared, STEADY_PER_SECOND))
    await variant.settle()


def _figures(naive: Runs, mante: Runs) -> dict[str, object]:
    ratio = median(fast / slow for fast, slow in zip(mante.per_s(), naive.per_s(), strict=True))
    return {
        "naive_per_s": middle(naive.per_s()),
        "ours_per_s": middle(mante.per_s()),
        "ratio": round(ratio, 2),
        "p50_ms": mante.wait_ms(50, mante.steady),
        "p99_ms": mante.wait_ms(99, mante.steady),
        "p50_ms_naive": naive.wait_ms(50, naive.steady),
        "p99_ms_naive": naive.wait_ms(99, naive.steady),
        "p99_ms_at_full_speed": mante.wait_ms(99, mante.fast),
        "p99_ms_at_full_speed_naive": naive.wait_ms(99, naive.fast),
        "cpu_us_per_request": _medians(mante.cpu_us),
        "cpu_us_per_request_naive": _medians(naive.cpu_us),
    }


def _medians(runs: list[Mapping[str, float]]) -> dict[str, float]:
    return {part: median(run[part] for run in runs) for part in runs[0]}
