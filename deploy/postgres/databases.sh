#!/bin/sh
# One database and one role for each service that the environment gives a <SERVICE>_DATABASE_PASSWORD.
# Runs at the first start, and harmlessly again for a further service or a changed password:
#   docker compose exec postgres sh /docker-entrypoint-initdb.d/databases.sh
set -eu
make() {
  psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -v name="$1" -v secret="$2" <<'SQL'
select format('create role %I', :'name') where not exists (select from pg_roles where rolname = :'name') \gexec
alter role :"name" login password :'secret';
select format('create database %I owner %1$I', :'name')
where not exists (select from pg_database where datname = :'name') \gexec
revoke connect on database :"name" from public;
SQL
}
for variable in $(printenv | sed -n 's/^\([A-Z_]*_DATABASE_PASSWORD\)=.*/\1/p'); do
  make "$(printf %s "${variable%_DATABASE_PASSWORD}" | tr '[:upper:]' '[:lower:]')" "$(printenv "$variable")"
done
