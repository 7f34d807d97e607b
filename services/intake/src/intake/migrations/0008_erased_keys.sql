-- Applications that were erased before erasure freed the key that names person and disease.
delete from reservations using aggregates
where reservations.subject = aggregates.subject and aggregates.erased_at is not null and key like 'open:%';
