-- What a rehearsal needs to decide everything once more: where an event lay on the bus, and what else came, whole.
alter table audit add column partition integer, add column "offset" bigint, add column envelope jsonb, add column body bytea;
create index audit_by_time on audit (at);
