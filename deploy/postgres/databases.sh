#!/bin/sh
# One database and one role per service, made at the first start.
set -eu
make() {
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v name="$1" -v secret="$2" <<'SQL'
create role :"name" login password :'secret';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}
make intake "$INTAKE_PASSWORD"
make documents "$DOCUMENTS_PASSWORD"
make review "$REVIEW_PASSWORD"
make notify "$NOTIFY_PASSWORD"
