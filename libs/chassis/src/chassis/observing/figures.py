"""Figures for Prometheus that are the service's own; bus and relay keep theirs beside their code."""

from prometheus_client import Counter, Gauge, Histogram

SERVICE = ("service",)
HTTP_SECONDS = Histogram(
    "mante_http_seconds",
    "Time to answer a request",
    ("service", "method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30),
)
BATCH_SIZE = Histogram(
    "mante_batch_messages",
    "Messages from the bus decided in one call",
    SERVICE,
    buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
)
BATCH_SECONDS = Histogram(
    "mante_batch_seconds", "Time to decide and commit them", SERVICE, buckets=(0.005, 0.02, 0.05, 0.1, 0.5, 1, 5, 30)
)
UNKNOWN_TYPES = Counter("mante_unknown_events", "Events of a type this code doesn't know", ("service", "type"))
PARKED = Gauge("mante_parked", "Records kept back", ("service", "status", "reason"))
OLDEST_GAP = Gauge("mante_oldest_gap_seconds", "Age of the oldest record that waits for its turn", SERVICE)
EFFECTS_FAILED = Counter("mante_effects_failed", "Tries of effects that failed", ("kind", "error"))
EFFECTS_WAITING = Gauge("mante_effects_waiting", "Effects not yet done", ("service", "kind"))
EFFECTS_OLDEST = Gauge("mante_effects_oldest_seconds", "How long the oldest effect is overdue", SERVICE)
TIMERS_OVERDUE = Gauge("mante_timers_overdue_seconds", "How long the oldest timer is overdue", SERVICE)
