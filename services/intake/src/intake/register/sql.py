"""The statements of the register that comes as a file."""

LAST = "select sha256 from insured_files order by id desc limit 1"
ONE_AT_A_TIME = "select pg_advisory_xact_lock($1)"
FORGET = "delete from insured"
KEEP = "insert into insured_files (sha256, good_rows, bad_rows) values ($1, $2, $3)"
OF_PERSON = "select area, scheme, national_code, disease_code, starts, ends from insured where identity_index = $1"
COLUMNS = ("identity_index", "area", "scheme", "national_code", "disease_code", "starts", "ends")
