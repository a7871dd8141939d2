"""Pupils, classes and photos stay inside their school."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

GUARD = """
CREATE FUNCTION consent_photo_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'received' AND (NEW.sha256 <> OLD.sha256 OR NEW.content <> OLD.content
                                   AND NEW.content <> '') THEN
        RAISE EXCEPTION 'a prepared picture keeps its bytes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON consent_photo
    FOR EACH ROW EXECUTE FUNCTION consent_photo_guard();
"""

UNGUARD = """
DROP TRIGGER guard ON consent_photo;
DROP FUNCTION consent_photo_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        wall("consent_schoolclass"),
        wall("consent_pupil", {"school_class_id": "consent_schoolclass"}),
        wall("consent_photo"),
        members("consent_photo", "uploaded_by_id"),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
