"""Kafka in and out: records become messages; parties' own topics; who may do what on the broker."""

from chassis.bus import connection  # noqa: F401 - mends aiokafka's connections for all that is here
