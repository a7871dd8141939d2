"""Hiding, links, letters and holds stay inside their school; and the one way in which what was
only ever added to an incident is destroyed.

An incident whose time is over is emptied and marked; from then on nothing is added to it. Only then
do the triggers of the append-only tables let its words and its evidence go, whoever asks. The
software has no right to change those tables; ``incidents_dispose`` has, and asks the same question.
"""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

HIDING = """
CREATE FUNCTION incidents_hiding_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what X was asked to hide is never deleted'
            USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.incident_id, NEW.account_id, NEW.hidden, NEW.by_hand, NEW.by_id,
           NEW.asked_at)
       IS DISTINCT FROM
       ROW(OLD.school_id, OLD.incident_id, OLD.account_id, OLD.hidden, OLD.by_hand, OLD.by_id,
           OLD.asked_at) THEN
        RAISE EXCEPTION 'what was asked, by whom and when stays as it was'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.tweet_id <> OLD.tweet_id AND NOT (
        NEW.tweet_id = '' AND EXISTS (SELECT FROM incidents_incident
                                      WHERE id = OLD.incident_id AND disposed_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'a hiding keeps its reply' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
        'prepared>in_flight', 'in_flight>accepted', 'in_flight>rejected', 'in_flight>unknown',
        'in_flight>gone', 'in_flight>prepared', 'unknown>in_flight'
    ) THEN
        RAISE EXCEPTION 'a hiding does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.finished_at IS NOT NULL AND (to_jsonb(NEW) - 'tweet_id') IS DISTINCT FROM
       (to_jsonb(OLD) - 'tweet_id') THEN
        RAISE EXCEPTION 'a finished hiding is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON incidents_hiding
    FOR EACH ROW EXECUTE FUNCTION incidents_hiding_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON incidents_hiding
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
HIDING_BACKWARDS = """
DROP TRIGGER guard_truncate ON incidents_hiding;
DROP TRIGGER guard ON incidents_hiding;
DROP FUNCTION incidents_hiding_guard();
"""

DISPOSED = """
CREATE FUNCTION incidents_is_disposed_of(incident bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    disposed timestamptz;
BEGIN
    -- Waits for whoever is destroying it at this moment
    SELECT disposed_at INTO disposed FROM incidents_incident WHERE id = incident FOR KEY SHARE;
    RETURN disposed IS NOT NULL;
END $$;
CREATE FUNCTION incidents_disposal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.disposed_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was destroyed stays so' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.disposed_at IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.disposed_at < OLD.closed_at + interval '1 month' THEN
        RAISE EXCEPTION 'an incident is kept for a month at least'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM incidents_hold WHERE incident_id = OLD.id AND lifted_at IS NULL
               AND until >= (NEW.disposed_at AT TIME ZONE 'Europe/London')::date) THEN
        RAISE EXCEPTION 'somebody keeps this incident longer' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM incidents_hiding WHERE incident_id = OLD.id AND finished_at IS NULL) THEN
        RAISE EXCEPTION 'a reply is being hidden' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_disposal BEFORE UPDATE ON incidents_incident
    FOR EACH ROW EXECUTE FUNCTION incidents_disposal_guard();
CREATE FUNCTION incidents_nothing_is_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF incidents_is_disposed_of(NEW.incident_id) THEN
        RAISE EXCEPTION 'this incident was destroyed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
DISPOSED_BACKWARDS = """
DROP FUNCTION incidents_nothing_is_added();
DROP TRIGGER guard_disposal ON incidents_incident;
DROP FUNCTION incidents_disposal_guard();
DROP FUNCTION incidents_is_disposed_of(bigint);
"""
ADDED_TO = ("entry", "evidence", "hold", "hiding", "accountlink", "incidentlink")

DISPOSE = """
CREATE FUNCTION incidents_words_go_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND incidents_is_disposed_of(OLD.incident_id)
        AND length(NEW.words) = 0 AND NEW.reference = ''
        AND to_jsonb(NEW) - '{words,reference}'::text[]
            = to_jsonb(OLD) - '{words,reference}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% on % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION incidents_evidence_goes_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND incidents_is_disposed_of(OLD.incident_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% on % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER append_only ON incidents_entry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_entry
    FOR EACH ROW EXECUTE FUNCTION incidents_words_go_in_time();
DROP TRIGGER append_only ON incidents_evidence;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_evidence
    FOR EACH ROW EXECUTE FUNCTION incidents_evidence_goes_in_time();

CREATE FUNCTION incidents_dispose(incident bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM incidents_incident
                   WHERE id = incident AND school_id = app_school() AND disposed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only what was marked is destroyed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE incidents_entry SET words = '', reference = ''
        WHERE incident_id = incident AND school_id = app_school()
        AND (length(words) > 0 OR reference <> '');
    DELETE FROM incidents_evidence WHERE incident_id = incident AND school_id = app_school();
END $$;
REVOKE EXECUTE ON FUNCTION incidents_dispose(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incidents_dispose(bigint) TO schoolsocial_app;
"""
DISPOSE_BACKWARDS = """
DROP FUNCTION incidents_dispose(bigint);
DROP TRIGGER append_only ON incidents_evidence;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER append_only ON incidents_entry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION incidents_evidence_goes_in_time();
DROP FUNCTION incidents_words_go_in_time();
"""


def nothing_is_added(table: str) -> migrations.RunSQL:
    """No new row of this table is about an incident that was destroyed."""
    return migrations.RunSQL(
        f"CREATE TRIGGER nothing_is_added BEFORE INSERT ON incidents_{table}"
        " FOR EACH ROW EXECUTE FUNCTION incidents_nothing_is_added()",
        f"DROP TRIGGER nothing_is_added ON incidents_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0002_walls"),
        ("accounts", "0009_cover_walls"),
        ("drafts", "0026_reminder_walls"),
        ("x", "0005_profiles"),
    ]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE incidents_incident ADD CONSTRAINT incidents_incident_account_same_school"
            " FOREIGN KEY (school_id, account_id) REFERENCES x_account (school_id, id)",
            "ALTER TABLE incidents_incident DROP CONSTRAINT incidents_incident_account_same_school",
        ),
        wall("incidents_hiding", {"incident_id": "incidents_incident", "account_id": "x_account"}),
        members("incidents_hiding", "by_id"),
        wall("incidents_otheraccount"),
        wall(
            "incidents_accountlink",
            {"incident_id": "incidents_incident", "account_id": "incidents_otheraccount"},
        ),
        members("incidents_accountlink", "by_id"),
        wall(
            "incidents_incidentlink",
            {"incident_id": "incidents_incident", "other_id": "incidents_incident"},
        ),
        members("incidents_incidentlink", "by_id"),
        wall("incidents_keepingtime"),
        members("incidents_keepingtime", "changed_by_id"),
        wall("incidents_hold", {"incident_id": "incidents_incident"}),
        members("incidents_hold", "by_id", "lifted_by_id"),
        wall("incidents_ownletter"),
        members("incidents_ownletter", "changed_by_id"),
        migrations.RunSQL(HIDING, HIDING_BACKWARDS),
        migrations.RunSQL(DISPOSED, DISPOSED_BACKWARDS),
        *map(nothing_is_added, ADDED_TO),
        migrations.RunSQL(DISPOSE, DISPOSE_BACKWARDS),
    ]
