-- Who is signed in at the workbench.
create table page_sessions (
    token_sha256 bytea primary key,
    who text not null,
    began_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp()
);
create index page_sessions_by_reader on page_sessions (who);

-- What an operator looks at first.
create index cases_by_deadline on aggregates ((state #>> '{review,term,decide_by}'))
    where state #>> '{review,outcome}' is null and state #>> '{review,term,decide_by}' is not null;
