-- Who takes part. Filled from the parties file; the secret itself is never kept.

create table parties (
    code text primary key,
    kind text not null check (kind in ('channel', 'institution')),
    name text not null,
    level integer check (level between 1 and 3),
    area text,
    roles text[] not null default '{}',
    secret_sha256 bytea not null check (length(secret_sha256) = 32),
    suspended boolean not null default false,
    changed_at timestamptz not null default clock_timestamp()
);

create table staff (
    institution text not null references parties,
    practitioner text not null,
    name text not null,
    roles text[] not null default '{}',
    phone text,
    person_ref uuid,
    primary key (institution, practitioner)
);
