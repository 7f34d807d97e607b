"""Where rows live: Postgres in service, memory in tests and simulation. Neither holds any rule."""

from chassis.storage.protocol import Away, Job, Retry, Storage, Transaction, Unacceptable

__all__ = ["Away", "Job", "Retry", "Storage", "Transaction", "Unacceptable"]
