#!/bin/sh
# Run once by the database's image, on an empty volume: who owns the tables, and who works in them.
#   schoolsocial_owner  makes and owns the tables; only the migrate service knows its password
#   schoolsocial_login  what pages and workers sign in as; owns nothing, cannot pass row security
#   schoolsocial_app    the role they take on (SET ROLE) in every session
set -eu

owner_password=$(cat "${OWNER_PASSWORD_FILE:?}")
login_password=$(cat "${LOGIN_PASSWORD_FILE:?}")

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --username "${POSTGRES_USER:?}" --dbname "${POSTGRES_DB:?}" \
    --set owner_password="$owner_password" --set login_password="$login_password" <<'SQL'
SELECT 'CREATE ROLE schoolsocial_app' WHERE NOT EXISTS
    (SELECT FROM pg_roles WHERE rolname = 'schoolsocial_app') \gexec
ALTER ROLE schoolsocial_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;

CREATE ROLE schoolsocial_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE
    PASSWORD :'owner_password';
CREATE ROLE schoolsocial_login LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE
    PASSWORD :'login_password';
GRANT schoolsocial_app TO schoolsocial_owner, schoolsocial_login;

CREATE DATABASE schoolsocial OWNER schoolsocial_owner;
REVOKE ALL ON DATABASE schoolsocial FROM PUBLIC;
GRANT CONNECT ON DATABASE schoolsocial TO schoolsocial_login;
\connect schoolsocial
ALTER SCHEMA public OWNER TO schoolsocial_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
