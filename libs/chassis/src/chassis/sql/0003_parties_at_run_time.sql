-- Parties change while services run. A secret that was replaced may count for a while yet.
alter table parties
    add column former_sha256 bytea check (length(former_sha256) = 32),
    add column former_until timestamptz;
alter table staff add column disabled boolean not null default false;

-- Who runs Mante and works at no institution.
create table operators (
    code text primary key,
    name text not null,
    phone text,
    disabled boolean not null default false
);

-- Which revision of the parties file these tables say, and the hash of it. One row.
create table parties_taken (
    revision bigint not null,
    sha256 bytea,
    taken_at timestamptz not null default clock_timestamp()
);
insert into parties_taken (revision) values (0);

-- Who changed what about parties, when and why; those with `in_file` stand in the parties file, too.
create table party_changes (
    id bigint generated always as identity primary key,
    revision bigint not null,
    at timestamptz not null,
    by text not null,
    what text not null,
    code text not null,
    staff text[] not null default '{}',
    reason text not null,
    in_file boolean not null,
    taken_at timestamptz not null default clock_timestamp()
);
create unique index party_changes_once on party_changes (revision, code) where in_file;
create index party_changes_by_code on party_changes (code);
