"""A prepared picture cannot be declared unprepared, which would let its bytes be exchanged."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION consent_photo_stays_prepared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a prepared picture keeps its bytes' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER guard_prepared BEFORE UPDATE ON consent_photo FOR EACH ROW
    WHEN (OLD.state <> 'received' AND NEW.state = 'received')
    EXECUTE FUNCTION consent_photo_stays_prepared();
"""

BACKWARDS = """
DROP TRIGGER guard_prepared ON consent_photo;
DROP FUNCTION consent_photo_stays_prepared();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0002_walls")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
