"""The relay's SQL. Always the lowest ids, never a mark to read on from: what commits late has a low id."""

from asyncpg import Record as Row

__all__ = ["AGE", "MOVE", "OLDEST_TRANSACTION", "PAGE", "READ", "Row"]

PAGE = 1_000

READ = """
select id, topic, subject, headers, value from outbox where topic <> all($1::text[]) order by id limit $2
"""

# One statement, so that an event is in the outbox or among the sent ones, never in both or neither.
MOVE = """
with sent as (
    delete from outbox where id = any($1::bigint[]) returning id, topic, subject, headers, value, created_at
)
insert into outbox_sent (id, topic, subject, headers, value, created_at, sent_at)
select id, topic, subject, headers, value, created_at, clock_timestamp() from sent
"""

AGE = """
select coalesce(extract(epoch from clock_timestamp() - (select created_at from outbox order by id limit 1)), 0)::float8
"""

# A transaction left open keeps what the relay deletes from being cleaned up: each read then walks the dead rows.
OLDEST_TRANSACTION = """
select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)::float8
from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
"""
