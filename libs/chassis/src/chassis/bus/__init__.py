"""Kafka in and out: records become messages; parties' own topics; who may do what on the broker."""
