"""The role the software works under, and what the walls between schools are made of."""

from django.db import migrations

FORWARDS = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'schoolsocial_app') THEN
        CREATE ROLE schoolsocial_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    IF NOT pg_has_role(current_user, 'schoolsocial_app', 'MEMBER') THEN
        EXECUTE format('GRANT schoolsocial_app TO %I', current_user);
    END IF;
END $$;

GRANT USAGE ON SCHEMA public TO schoolsocial_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO schoolsocial_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO schoolsocial_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO schoolsocial_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO schoolsocial_app;

CREATE FUNCTION app_school() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_setting('schoolsocial.school', true) ~ '^[0-9]+$'
                THEN current_setting('schoolsocial.school', true)::bigint END
$$;
CREATE FUNCTION app_platform() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('schoolsocial.school', true) = '*', false)
$$;
CREATE FUNCTION app_person() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_setting('schoolsocial.person', true) ~ '^[0-9]+$'
                THEN current_setting('schoolsocial.person', true)::bigint END
$$;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

BACKWARDS = """
DROP FUNCTION refuse_change();
DROP FUNCTION app_person();
DROP FUNCTION app_platform();
DROP FUNCTION app_school();
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM schoolsocial_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM schoolsocial_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
