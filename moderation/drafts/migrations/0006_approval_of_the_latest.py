"""An old approval does not cover a newer version, and a picture stays with its post."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION drafts_post_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM drafts_decision
        WHERE post_id = NEW.id AND verdict = 'approve' AND seal = NEW.seal
          AND version_id = (
              SELECT id FROM drafts_version WHERE post_id = NEW.id ORDER BY number DESC LIMIT 1
          )
    ) THEN
        RAISE EXCEPTION 'the approval is not of the latest version'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_approval BEFORE UPDATE ON drafts_post FOR EACH ROW
    WHEN (NEW.state = 'approved' AND OLD.state <> 'approved')
    EXECUTE FUNCTION drafts_post_approval_guard();

CREATE FUNCTION drafts_postphoto_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a picture stays with the post it was added to'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER guard_post BEFORE UPDATE ON drafts_postphoto FOR EACH ROW
    WHEN (NEW.post_id <> OLD.post_id)
    EXECUTE FUNCTION drafts_postphoto_stays();
"""

BACKWARDS = """
DROP TRIGGER guard_post ON drafts_postphoto;
DROP FUNCTION drafts_postphoto_stays();
DROP TRIGGER guard_approval ON drafts_post;
DROP FUNCTION drafts_post_approval_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0003_transitions"),
        ("accounts", "0002_walls"),
        ("consent", "0002_walls"),
        ("x", "0002_walls"),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
