-- Which files of the insured a city has put down; the last one that was read to its end counts.
create table insured_files (
    id bigint generated always as identity primary key,
    sha256 text not null,
    good_rows bigint,
    bad_rows bigint,
    begun_at timestamptz not null default clock_timestamp(),
    read_at timestamptz
);

-- Their rows, where there is no register to ask: found by the keyed digest of the vault, no numbers.
create table insured (
    file bigint not null,
    identity_index bytea not null,
    area text not null,
    scheme text not null,
    national_code text,
    disease_code text,
    starts date,
    ends date
);
create index insured_by_person on insured (identity_index);
