-- Operators look at what was begun last.
create index applications_by_age on aggregates (created_at) where state is not null;
