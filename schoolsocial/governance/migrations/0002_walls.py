"""Governance stays inside its school; what was said, seen and counted of the past stays as it was."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

STATE = """
CREATE FUNCTION governance_rollup_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_state AND EXISTS (
        SELECT FROM governance_rollup
        WHERE school_id = OLD.school_id AND measure = OLD.measure AND day > OLD.day
    ) THEN
        RAISE EXCEPTION 'how things stood on an earlier day stays as it was counted'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON governance_rollup
    FOR EACH ROW EXECUTE FUNCTION governance_rollup_guard();
"""
STATE_BACKWARDS = """
DROP TRIGGER guard ON governance_rollup;
DROP FUNCTION governance_rollup_guard();
"""

FOLLOW_UP = """
CREATE FUNCTION governance_followup_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a follow-up is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.done_at IS NOT NULL
       OR ROW(NEW.school_id, NEW.indicator, NEW.words, NEW.due_on, NEW.asked_by_id, NEW.asked_at)
          IS DISTINCT FROM
          ROW(OLD.school_id, OLD.indicator, OLD.words, OLD.due_on, OLD.asked_by_id, OLD.asked_at)
    THEN
        RAISE EXCEPTION 'a follow-up is only settled, and once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON governance_followup
    FOR EACH ROW EXECUTE FUNCTION governance_followup_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON governance_followup
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
FOLLOW_UP_BACKWARDS = """
DROP TRIGGER guard_truncate ON governance_followup;
DROP TRIGGER guard ON governance_followup;
DROP FUNCTION governance_followup_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial"), ("accounts", "0009_cover_walls")]
    operations = [
        wall("governance_rollup"),
        wall("governance_rolluprun"),
        wall("governance_visit"),
        members("governance_visit", "recorded_by_id"),
        append_only("governance_visit"),
        wall("governance_comment"),
        members("governance_comment", "by_id"),
        append_only("governance_comment"),
        wall("governance_followup"),
        members("governance_followup", "asked_by_id", "done_by_id"),
        migrations.RunSQL(STATE, STATE_BACKWARDS),
        migrations.RunSQL(FOLLOW_UP, FOLLOW_UP_BACKWARDS),
    ]
