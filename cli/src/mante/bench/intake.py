"""`mante bench intake`: handing applications in over HTTP, to Mante's intake, in turn with two others.

"alone" is the same intake with a transaction for each request, and "bare" an endpoint that only stores.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

from mante.bench.asking import AT_ONCE, Asked, at_full_speed, connections, evenly
from mante.bench.cpu import cpu_time
from mante.bench.figures import middle, percentile, quiet
from mante.bench.lodging import Variant, barely, ours
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
    """Measure them in turn; tell `say` how far it is. Figures are medians."""
    quiet()
    runs = {"bare": Runs(), "alone": Runs(), "ours": Runs()}
    async with barely(servers) as bare, ours(servers, together=1) as alone, ours(servers) as mante:
        variants = {"bare": bare, "alone": alone, "ours": mante}
        say("warming up")
        for variant in variants.values():
            await _fast(servers, variant, Runs(), WARM_UP)
        for number in range(rounds):
            for name, variant in variants.items():
                await _fast(servers, variant, runs[name], requests)
                await _steady(variant, runs[name])
                say(f"round {number + 1}/{rounds}: {name} {runs[name].fast[-1].per_s:,.0f}/s")
    return _figures(runs["bare"], runs["alone"], runs["ours"])


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


def _figures(bare: Runs, alone: Runs, mante: Runs) -> dict[str, object]:
    return {
        "alone_per_s": middle(alone.per_s()),
        "ours_per_s": middle(mante.per_s()),
        "ratio": _times(mante, alone),
        "bare_per_s": middle(bare.per_s()),
        "share_of_bare": _times(mante, bare),
        "p50_ms": mante.wait_ms(50, mante.steady),
        "p99_ms": mante.wait_ms(99, mante.steady),
        "p99_ms_bare": bare.wait_ms(99, bare.steady),
        "p99_ms_at_full_speed": mante.wait_ms(99, mante.fast),
        "p99_ms_at_full_speed_alone": alone.wait_ms(99, alone.fast),
        "cpu_us_per_request": _medians(mante.cpu_us),
        "cpu_us_per_request_alone": _medians(alone.cpu_us),
        "cpu_us_per_request_bare": _medians(bare.cpu_us),
    }


def _times(one: Runs, other: Runs) -> float:
    return round(median(a / b for a, b in zip(one.per_s(), other.per_s(), strict=True)), 2)


def _medians(runs: list[Mapping[str, float]]) -> dict[str, float]:
    return {part: median(run[part] for run in runs) for part in runs[0]}
