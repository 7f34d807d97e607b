-- Passwords of those who sign in to pages: an institution's people, and operators. Whether they take part is in `staff`
-- and `operators`. The cost of the hash (scrypt) stands beside it.
create table accounts (
    code text primary key,
    salt bytea not null,
    digest bytea not null,
    n integer not null,
    r integer not null,
    p integer not null,
    must_change boolean not null,
    tries integer not null default 0,
    locked_until timestamptz,
    changed_at timestamptz not null default clock_timestamp()
);
