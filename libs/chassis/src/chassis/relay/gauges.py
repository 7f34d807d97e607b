"""What the relay shows of itself."""

from prometheus_client import Counter, Gauge

SERVICE = ("service",)
OLDEST = Gauge("mante_outbox_oldest_seconds", "Age of the oldest event not yet published", SERVICE)
PUBLISHED = Counter("mante_relay_published", "Events published", SERVICE)
LEADING = Gauge("mante_relay_leading", "1 where this instance publishes", SERVICE)
HELD = Gauge("mante_relay_held_topics", "Topics that cannot be published to just now", SERVICE)
TRANSACTION = Gauge("mante_postgres_oldest_transaction_seconds", "Age of the oldest open transaction", SERVICE)
