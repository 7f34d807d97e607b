-- The city's file of the insured, where there is no register to ask: found by the keyed digest of the vault, no numbers.
create table insured (
    identity_index bytea not null,
    area text not null,
    scheme text not null,
    national_code text,
    disease_code text,
    starts date,
    ends date
);
create index insured_by_person on insured (identity_index);

-- Which file the rows above came from; the last one counts.
create table insured_files (
    id bigint generated always as identity primary key,
    sha256 text not null,
    good_rows bigint not null,
    bad_rows bigint not null,
    read_at timestamptz not null default clock_timestamp()
);
