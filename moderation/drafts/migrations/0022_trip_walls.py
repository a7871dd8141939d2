"""A trip stays inside its school, and no post about it is sent before everybody is back."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

TRIP = """
CREATE FUNCTION drafts_trip_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a trip is never forgotten' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.made_by_id, NEW.made_at)
       IS DISTINCT FROM ROW(OLD.school_id, OLD.made_by_id, OLD.made_at) THEN
        RAISE EXCEPTION 'a trip keeps its school and who planned it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON drafts_trip
    FOR EACH ROW EXECUTE FUNCTION drafts_trip_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON drafts_trip
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
TRIP_BACKWARDS = """
DROP TRIGGER guard_truncate ON drafts_trip;
DROP TRIGGER guard ON drafts_trip;
DROP FUNCTION drafts_trip_guard();
"""

POST = """
ALTER TABLE drafts_post ADD CONSTRAINT drafts_post_trip_id_same_school
    FOREIGN KEY (school_id, trip_id) REFERENCES drafts_trip (school_id, id);
CREATE FUNCTION drafts_post_trip_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    back timestamptz;
BEGIN
    IF NEW.trip_id IS DISTINCT FROM OLD.trip_id
       AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'which trip a post is about changes only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.trip_id IS NOT NULL AND NEW.state <> OLD.state
       AND (NEW.state IN ('sending', 'in_hand') OR OLD.state || '>' || NEW.state = 'scheduled>by_hand')
    THEN
        -- the lock waits for whoever is taking the return back at this moment
        SELECT returned_at INTO back FROM drafts_trip WHERE id = NEW.trip_id FOR SHARE;
        IF back IS NULL THEN
            RAISE EXCEPTION 'not everybody is back at school from the trip'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_trip BEFORE UPDATE ON drafts_post
    FOR EACH ROW EXECUTE FUNCTION drafts_post_trip_guard();
"""
POST_BACKWARDS = """
DROP TRIGGER guard_trip ON drafts_post;
DROP FUNCTION drafts_post_trip_guard();
ALTER TABLE drafts_post DROP CONSTRAINT drafts_post_trip_id_same_school;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0020_own_accounts"), ("accounts", "0005_devices")]
    operations = [
        wall("drafts_trip"),
        members("drafts_trip", "made_by_id", "returned_by_id"),
        migrations.RunSQL(TRIP, TRIP_BACKWARDS),
        migrations.RunSQL(POST, POST_BACKWARDS),
    ]
