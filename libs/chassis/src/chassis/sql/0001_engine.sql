-- What the engine keeps. A service's own tables and indexes come from its own migrations.

create table aggregates (
    subject uuid primary key,
    state jsonb,
    state_version integer not null default 1,
    seen jsonb not null default '{}',
    emitted jsonb not null default '{}',
    held integer not null default 0,
    erased_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70);

create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    subject uuid not null,
    headers bytea not null,
    value bytea not null,
    created_at timestamptz not null default clock_timestamp()
);

create table outbox_sent (
    id bigint not null,
    topic text not null,
    subject uuid not null,
    headers bytea not null,
    value bytea not null,
    created_at timestamptz not null,
    sent_at timestamptz not null default clock_timestamp()
) partition by range (sent_at);
create table outbox_sent_default partition of outbox_sent default;

create table timers (
    subject uuid not null,
    kind text not null,
    due_at timestamptz not null,
    primary key (subject, kind)
);
create index timers_by_due on timers (due_at);

create table effects (
    id uuid primary key,
    subject uuid not null,
    kind text not null,
    body bytea not null,
    not_before timestamptz not null,
    attempt integer not null default 0,
    fence bigint not null default 0,
    lease_until timestamptz,
    last_error text,
    correlation_id uuid not null,
    traceparent text,
    created_at timestamptz not null default clock_timestamp(),
    done_at timestamptz
);
create index effects_waiting on effects (not_before) where done_at is null;
create index effects_by_subject on effects (subject);

create table requests (
    caller text not null,
    key text not null,
    subject uuid not null,
    digest bytea not null,
    status integer not null,
    body bytea not null,
    answered_at timestamptz not null default clock_timestamp(),
    primary key (caller, key)
);
create index requests_by_age on requests (answered_at);
create index requests_by_subject on requests (subject);

create table reservations (
    key text primary key,
    subject uuid not null,
    note text not null,
    reserved_at timestamptz not null default clock_timestamp()
);
create index reservations_by_subject on reservations (subject);

create table parked (
    id bigint generated always as identity primary key,
    subject uuid not null,
    status text not null,
    reason text not null,
    detail text not null,
    attempts integer not null default 1,
    message_id uuid not null,
    topic text,
    partition integer,
    "offset" bigint,
    digest bytea not null,
    envelope jsonb not null,
    body bytea not null,
    parked_at timestamptz not null default clock_timestamp(),
    settled_at timestamptz
);
create unique index parked_once on parked (topic, partition, "offset", digest) where topic is not null;
create unique index parked_message_once on parked (message_id, digest) where topic is null;
create index parked_open on parked (subject) where settled_at is null;

create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    subject uuid not null,
    message_id uuid not null,
    kind text not null,
    type text not null,
    source text not null,
    actor text not null,
    decision text not null,
    outcome text not null,
    detail text not null,
    emitted text not null,
    correlation_id uuid not null
);
create index audit_by_subject on audit (subject, id);

-- Raised by a restore from backup, so that consumers notice numbers given twice.
create table epoch (number integer not null);
insert into epoch values (0);

-- Demos and tests move time by this; a production service never reads it.
create table clock_offset (shift interval not null);
insert into clock_offset values ('0');
create function chassis_now(movable boolean) returns timestamptz language sql volatile
    return clock_timestamp() + case when movable then (select shift from clock_offset) else interval '0' end;
