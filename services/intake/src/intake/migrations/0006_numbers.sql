-- A person asks by the number.
create index applications_by_number on aggregates ((state ->> 'number')) where state ->> 'number' <> '';
