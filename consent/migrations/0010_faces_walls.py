"""Faces stay inside their school; a box keeps its place, and what is said of it is only added."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

PHOTO = {"photo_id": "consent_photo"}

FORWARDS = """
CREATE FUNCTION consent_face_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a box keeps its place' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER keeps_its_place BEFORE UPDATE ON consent_face FOR EACH ROW
    WHEN ((OLD.photo_id, OLD."left", OLD.top, OLD.width, OLD.height, OLD.found_by)
        IS DISTINCT FROM (NEW.photo_id, NEW."left", NEW.top, NEW.width, NEW.height, NEW.found_by)
        OR OLD.removed_at IS NOT NULL)
    EXECUTE FUNCTION consent_face_keeps_its_place();
"""

BACKWARDS = """
DROP TRIGGER keeps_its_place ON consent_face;
DROP FUNCTION consent_face_keeps_its_place();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0008_register_walls"), ("accounts", "0005_devices")]
    operations = [
        wall("consent_face", PHOTO),
        members("consent_face", "added_by_id", "removed_by_id"),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        wall("consent_faceaccount", {"face_id": "consent_face", "pupil_id": "consent_pupil"}),
        members("consent_faceaccount", "said_by_id"),
        append_only("consent_faceaccount"),
        wall("consent_nobodystatement", PHOTO),
        members("consent_nobodystatement", "said_by_id"),
        append_only("consent_nobodystatement"),
        migrations.RunSQL(
            "ALTER TABLE consent_photo ADD CONSTRAINT consent_photo_derived_from_id_same_school"
            " FOREIGN KEY (school_id, derived_from_id) REFERENCES consent_photo (school_id, id)",
            "ALTER TABLE consent_photo DROP CONSTRAINT consent_photo_derived_from_id_same_school",
        ),
    ]
