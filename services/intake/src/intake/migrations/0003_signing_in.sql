-- Codes that were sent to sign in with. The row has neither the code nor the browser's token, only a hash of both
-- together; `person_ref` is null where what was entered fits nobody, which the browser is not told.
create table sign_ins (
    token_sha256 bytea primary key,
    person_ref uuid,
    contact_index bytea,
    code_sha256 bytea,
    began_at timestamptz not null default clock_timestamp(),
    wrong integer not null default 0,
    last_wrong_at timestamptz,
    used boolean not null default false
);
create index sign_ins_by_person on sign_ins (person_ref);
create index sign_ins_by_contact on sign_ins (contact_index);

-- Who is signed in on the pages.
create table page_sessions (
    token_sha256 bytea primary key,
    who text not null,
    began_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp()
);
create index page_sessions_by_reader on page_sessions (who);

-- An agent sees what they opened for others.
create index applications_by_agent on aggregates ((state #>> '{asked,applicant,agent_ref}'))
    where state #>> '{asked,applicant,agent_ref}' is not null;
