"""Notices of pupils stay inside their school; what was noticed, and how it ended, stays."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

CONTACT = """
CREATE FUNCTION contacts_contact_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a notice is never deleted' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.outcome <> '' THEN
            RAISE EXCEPTION 'a notice begins open' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.outcome <> '' THEN
        RAISE EXCEPTION 'a closed notice is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.account_id, NEW.user_id, NEW.handle, NEW.incident_id,
           NEW.noticed_by_id, NEW.noticed_at, NEW.due_at)
       IS DISTINCT FROM
       ROW(OLD.school_id, OLD.account_id, OLD.user_id, OLD.handle, OLD.incident_id,
           OLD.noticed_by_id, OLD.noticed_at, OLD.due_at) THEN
        RAISE EXCEPTION 'what was noticed, by whom and when stays as it was'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.block_id <> OLD.block_id AND EXISTS (
        SELECT FROM blocks_block
        WHERE id = OLD.block_id AND state NOT IN ('lifted', 'called-off')
    ) THEN
        RAISE EXCEPTION 'a notice keeps its block while that is open'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.outcome IN ('pupil', 'not-known') AND NOT EXISTS (
        SELECT FROM blocks_block WHERE id = NEW.block_id AND state IN ('verified', 'seen')
    ) THEN
        RAISE EXCEPTION 'a notice of a pupil is closed when the account is known to be blocked'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON contacts_contact
    FOR EACH ROW EXECUTE FUNCTION contacts_contact_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON contacts_contact
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
CONTACT_BACKWARDS = """
DROP TRIGGER guard_truncate ON contacts_contact;
DROP TRIGGER guard ON contacts_contact;
DROP FUNCTION contacts_contact_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
        ("accounts", "0009_cover_walls"),
        ("blocks", "0002_walls"),
        ("incidents", "0002_walls"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall(
            "contacts_contact",
            {
                "account_id": "x_account",
                "block_id": "blocks_block",
                "incident_id": "incidents_incident",
            },
        ),
        members("contacts_contact", "noticed_by_id", "closed_by_id"),
        wall("contacts_declaration", {"account_id": "x_account"}),
        members("contacts_declaration", "person_id"),
        wall("contacts_declarationreminder", {"account_id": "x_account"}),
        append_only("contacts_declarationreminder"),
        wall("contacts_contacttimes"),
        migrations.RunSQL(CONTACT, CONTACT_BACKWARDS),
    ]
