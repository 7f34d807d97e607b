"""The compatibility gate: whether what was published can still be read, and whether readers of then can read now.

A major version only ever grows: optional fields, new events, wider enumerations. Whatever else changes gets a new major
version on a topic of its own (`.v2`), and both are published until the last reader has moved.
"""
