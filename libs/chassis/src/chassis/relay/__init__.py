"""Kafka out: one leader at a time publishes the outbox, in order, and deletes what the broker has acknowledged."""

from chassis.relay.relay import Relay

__all__ = ["Relay"]
