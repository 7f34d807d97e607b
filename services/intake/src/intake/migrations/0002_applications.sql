-- Erasing a person erases their applications.
create index applications_by_person on aggregates ((state #>> '{asked,person_ref}')) where state is not null;
