"""Cover stays inside its school, is ended once and never forgotten; a person sees their own."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

COVER = """
CREATE FUNCTION accounts_cover_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'who reviewed in whose place is never forgotten'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.ended_at IS NOT NULL
       OR ROW(NEW.school_id, NEW.person_id, NEW.first_day, NEW.last_day, NEW.named_by_id, NEW.named_at)
          IS DISTINCT FROM
          ROW(OLD.school_id, OLD.person_id, OLD.first_day, OLD.last_day, OLD.named_by_id, OLD.named_at)
    THEN
        RAISE EXCEPTION 'cover is only ended, and once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON accounts_cover
    FOR EACH ROW EXECUTE FUNCTION accounts_cover_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON accounts_cover
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER guard_truncate ON accounts_cover;
DROP TRIGGER guard ON accounts_cover;
DROP FUNCTION accounts_cover_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_devices")]
    operations = [
        wall("accounts_cover", also="person_id = app_person()"),
        members("accounts_cover", "person_id", "named_by_id", "ended_by_id"),
        migrations.RunSQL(COVER, BACKWARDS),
    ]
