"""Who approves is a senior leader of the school, or covers for one on that London day."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION drafts_decision_entitled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date := (NEW.at AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NOT EXISTS (
        SELECT FROM accounts_membership place
        WHERE place.school_id = NEW.school_id AND place.person_id = NEW.by_id AND place.is_active
          AND ('slt' = ANY (place.roles) OR EXISTS (
              SELECT FROM accounts_cover cover
              WHERE cover.school_id = NEW.school_id AND cover.person_id = NEW.by_id
                AND cover.ended_at IS NULL AND today BETWEEN cover.first_day AND cover.last_day
          ))
    ) THEN
        RAISE EXCEPTION 'only a senior leader, or who covers for one that day, approves'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_entitled BEFORE INSERT ON drafts_decision FOR EACH ROW
    WHEN (NEW.verdict = 'approve')
    EXECUTE FUNCTION drafts_decision_entitled();
"""
BACKWARDS = """
DROP TRIGGER guard_entitled ON drafts_decision;
DROP FUNCTION drafts_decision_entitled();
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0022_trip_walls"), ("accounts", "0009_cover_walls")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
