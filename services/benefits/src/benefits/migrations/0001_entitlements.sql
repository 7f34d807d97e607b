-- What was granted on a day: for the clerks who register it.
create index entitlements_by_day on aggregates ((state #>> '{grant,granted_on}'))
    where state #>> '{grant,granted_on}' is not null;

-- An entitlement by the number that people and clerks know it by.
create index entitlements_by_number on aggregates ((state #>> '{application,number}'))
    where state #>> '{application,number}' is not null;

-- Whose serial number of the national platform it is.
create index entitlements_by_registration on aggregates ((state #>> '{registration,number}'))
    where state #>> '{registration,number}' is not null;
