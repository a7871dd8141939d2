"""A thread stays one author's and one account's, and goes out in its order or not at all."""

from importlib import import_module

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

# A post of a thread waits as approved, and comes back or goes to review from there.
BEFORE = import_module("moderation.drafts.migrations.0018_by_hand_walls").POST
GUARD = BEFORE.replace(
    "'approved>scheduled',", "'approved>scheduled', 'approved>returned', 'approved>submitted',"
).replace(
    "OLD.state IN ('scheduled', 'by_hand')", "OLD.state IN ('approved', 'scheduled', 'by_hand')"
)

IN_ORDER = """
ALTER TABLE drafts_post ADD CONSTRAINT drafts_post_thread_same_whole
    FOREIGN KEY (school_id, thread_id, author_id, account_id)
    REFERENCES drafts_thread (school_id, id, author_id, account_id);
CREATE FUNCTION drafts_post_thread_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
BEGIN
    IF ROW(NEW.thread_id, NEW.place) IS DISTINCT FROM ROW(OLD.thread_id, OLD.place)
       AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'where a post stands in a thread changes only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.place > 1 AND NEW.state <> OLD.state
       AND (NEW.state IN ('sending', 'in_hand') OR (OLD.state || '>' || NEW.state) IN (
           'approved>scheduled', 'scheduled>by_hand'
       ))
    THEN
        -- the lock waits for whoever is having the one before deleted at this moment
        SELECT state INTO before FROM drafts_post
            WHERE thread_id = NEW.thread_id AND place = NEW.place - 1 FOR SHARE;
        IF before IS DISTINCT FROM 'posted' THEN
            RAISE EXCEPTION 'the post before it in the thread is not posted'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_thread BEFORE UPDATE ON drafts_post
    FOR EACH ROW EXECUTE FUNCTION drafts_post_thread_guard();

CREATE FUNCTION drafts_thread_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a thread is kept as it was begun' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON drafts_thread
    FOR EACH ROW EXECUTE FUNCTION drafts_thread_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON drafts_thread
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
IN_ORDER_BACKWARDS = """
DROP TRIGGER guard_truncate ON drafts_thread;
DROP TRIGGER guard ON drafts_thread;
DROP FUNCTION drafts_thread_guard();
DROP TRIGGER guard_thread ON drafts_post;
DROP FUNCTION drafts_post_thread_guard();
ALTER TABLE drafts_post DROP CONSTRAINT drafts_post_thread_same_whole;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0026_reminder_walls"),
        ("accounts", "0009_cover_walls"),
        ("consent", "0022_own_classes"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("drafts_thread", {"account_id": "x_account"}),
        members("drafts_thread", "author_id"),
        migrations.RunSQL(GUARD, BEFORE),
        migrations.RunSQL(IN_ORDER, IN_ORDER_BACKWARDS),
    ]
