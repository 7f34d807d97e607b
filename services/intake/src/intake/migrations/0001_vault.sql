-- Persons, sealed field by field under a data key each, wrapped by a key outside this database.
-- Erasing a person destroys the data key and both indexes; the row stays to say so.
create table persons (
    person_ref uuid primary key,
    key_id text not null,
    wrapped_key text,
    identity_index bytea unique,
    contact_index bytea,
    id_type text,
    id_number text,
    name text,
    phone text,
    registered_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    erased_at timestamptz,
    check ((erased_at is null) = (wrapped_key is not null and identity_index is not null))
);
create index persons_by_key on persons (key_id) where wrapped_key is not null;

-- Who read what of whom, what for, on whose behalf; `found` is false for the unknown and the erased.
create table vault_reads (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    person_ref uuid not null,
    fields text[] not null,
    purpose text not null,
    reader text not null,
    on_behalf_of text not null,
    found boolean not null
);
create index vault_reads_by_person on vault_reads (person_ref, id);
