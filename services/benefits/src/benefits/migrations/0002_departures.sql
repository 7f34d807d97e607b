-- Hospitals that have left the scheme, since when, and when whoever chose them had been told.
create table departures (
    hospital text primary key,
    left_at timestamptz not null,
    told_at timestamptz
);

-- Who ever chose a hospital.
create index beneficiaries_by_hospital on aggregates
    using gin ((jsonb_path_query_array(state, '$.hospitals[*].hospital')))
    where state ->> 'kind' = 'beneficiary';
