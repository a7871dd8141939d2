"""A restoration stays inside its school and is ended once; backups and drills are only added to."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

RESTORATION = """
CREATE FUNCTION operations_restoration_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'that a backup was restored is never forgotten'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.ended_at IS NOT NULL
       OR ROW(NEW.school_id, NEW.made_at, NEW.restored_at)
          IS DISTINCT FROM ROW(OLD.school_id, OLD.made_at, OLD.restored_at) THEN
        RAISE EXCEPTION 'a restoration is only ended, and once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON operations_restoration
    FOR EACH ROW EXECUTE FUNCTION operations_restoration_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON operations_restoration
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER guard_truncate ON operations_restoration;
DROP TRIGGER guard ON operations_restoration;
DROP FUNCTION operations_restoration_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("operations", "0002_backups")]
    operations = [
        append_only("operations_backup"),
        append_only("operations_drill"),
        wall("operations_restoration"),
        members("operations_restoration", "ended_by_id"),
        migrations.RunSQL(RESTORATION, BACKWARDS),
    ]
