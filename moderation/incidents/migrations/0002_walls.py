"""Incidents stay inside their school; what was said and kept of them is never changed."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

INCIDENT = """
CREATE FUNCTION incidents_incident_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an incident is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.category, NEW.reported_by_id, NEW.reported_at, NEW.clock, NEW.due_at)
       IS DISTINCT FROM
       ROW(OLD.school_id, OLD.category, OLD.reported_by_id, OLD.reported_at, OLD.clock, OLD.due_at)
    THEN
        RAISE EXCEPTION 'what was reported, by whom and when stays as it was'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.is_confidential AND NOT NEW.is_confidential THEN
        RAISE EXCEPTION 'what is confidential stays so' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.met_at IS NOT NULL AND NEW.met_at IS DISTINCT FROM OLD.met_at THEN
        RAISE EXCEPTION 'a time is met once' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND EXISTS (
        SELECT FROM incidents_incidentstep WHERE incident_id = NEW.id AND done_at IS NULL
    ) THEN
        RAISE EXCEPTION 'an incident is closed when no step is left'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.closed_at IS NOT NULL AND NEW.due_at IS NOT NULL AND NEW.met_at IS NULL THEN
        RAISE EXCEPTION 'an incident is closed when the time of the law was met'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON incidents_incident
    FOR EACH ROW EXECUTE FUNCTION incidents_incident_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON incidents_incident
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
INCIDENT_BACKWARDS = """
DROP TRIGGER guard_truncate ON incidents_incident;
DROP TRIGGER guard ON incidents_incident;
DROP FUNCTION incidents_incident_guard();
"""

STEP = """
CREATE FUNCTION incidents_incidentstep_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a step is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.done_at IS NOT NULL
       OR ROW(NEW.incident_id, NEW.position, NEW.who, NEW.does, NEW.words, NEW.due_at)
          IS DISTINCT FROM
          ROW(OLD.incident_id, OLD.position, OLD.who, OLD.does, OLD.words, OLD.due_at) THEN
        RAISE EXCEPTION 'a step is only settled, and once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON incidents_incidentstep
    FOR EACH ROW EXECUTE FUNCTION incidents_incidentstep_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON incidents_incidentstep
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
STEP_BACKWARDS = """
DROP TRIGGER guard_truncate ON incidents_incidentstep;
DROP TRIGGER guard ON incidents_incidentstep;
DROP FUNCTION incidents_incidentstep_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0001_initial"),
        ("accounts", "0005_devices"),
        ("drafts", "0015_freeze_walls"),
    ]
    operations = [
        wall("incidents_incident", {"post_id": "drafts_post"}),
        members("incidents_incident", "reported_by_id", "owner_id", "closed_by_id"),
        wall("incidents_incidentstep", {"incident_id": "incidents_incident"}),
        members("incidents_incidentstep", "done_by_id"),
        wall("incidents_entry", {"incident_id": "incidents_incident"}),
        members("incidents_entry", "by_id"),
        append_only("incidents_entry"),
        wall("incidents_evidence", {"incident_id": "incidents_incident"}),
        members("incidents_evidence", "by_id"),
        append_only("incidents_evidence"),
        wall("incidents_ownplaybook"),
        members("incidents_ownplaybook", "changed_by_id"),
        migrations.RunSQL(INCIDENT, INCIDENT_BACKWARDS),
        migrations.RunSQL(STEP, STEP_BACKWARDS),
    ]
