"""The vault's statements."""

INSERT = """
insert into persons (person_ref, key_id, wrapped_key, identity_index, contact_index, id_type, id_number, name, phone)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (identity_index) do nothing returning person_ref
"""
BY_IDENTITY = "select * from persons where identity_index = $1 for update"
ONE = "select * from persons where person_ref = $1 and erased_at is null"
COUNT_KNOWN = "select count(*) from persons where person_ref = any($1::uuid[]) and erased_at is null"
NEW_PHONE = """
update persons set phone = $2, contact_index = $3, changed_at = clock_timestamp() where person_ref = $1
"""
NOTE_VISIT = "insert into visits (person_ref, channel) values ($1, $2) on conflict do nothing"
HAS_VISITED = "select exists (select from visits where person_ref = $1 and channel = $2)"
FORGET_VISITS = "delete from visits where person_ref = $1"
NOTE_READING = """
insert into vault_reads (person_ref, fields, purpose, reader, on_behalf_of, found) values ($1, $2, $3, $4, $5, $6)
"""
ERASE = """
update persons set wrapped_key = null, identity_index = null, contact_index = null, id_type = null, id_number = null,
    name = null, phone = null, erased_at = clock_timestamp(), changed_at = clock_timestamp()
where person_ref = $1 and erased_at is null returning person_ref
"""
WRAPPED_BEFORE = """
select * from persons where key_id <> $1 and wrapped_key is not null order by person_ref limit $2
for update skip locked
"""
WRAP_ANEW = "update persons set key_id = $2, wrapped_key = $3 where person_ref = $1"
