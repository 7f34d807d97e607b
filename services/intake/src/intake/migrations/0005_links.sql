-- Which channels a person has come through: each may show them all that is theirs.
create table visits (
    person_ref uuid not null references persons (person_ref),
    channel text not null,
    first_at timestamptz not null default clock_timestamp(),
    primary key (person_ref, channel)
);

-- Applications that use papers of another one.
create index applications_by_link on aggregates ((state #>> '{asked,with_papers_of}'))
where state #>> '{asked,with_papers_of}' is not null;
