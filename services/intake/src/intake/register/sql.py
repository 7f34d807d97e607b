"""The statements of the register that comes as a file."""

LAST = "select id, sha256 from insured_files where read_at is not null order by id desc limit 1"
BEGIN = "insert into insured_files (sha256) values ($1) returning id"
END = "update insured_files set good_rows = $2, bad_rows = $3, read_at = clock_timestamp() where id = $1"
FORGET_OTHERS = "delete from insured where file is distinct from $1"
OF_PERSON = """
select area, scheme, national_code, disease_code, starts, ends from insured
where identity_index = $1 and file = (select id from insured_files where read_at is not null order by id desc limit 1)
"""
COLUMNS = ("file", "identity_index", "area", "scheme", "national_code", "disease_code", "starts", "ends")
