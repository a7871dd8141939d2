"""A freeze stays inside its school and is ended once; what it kept goes back for approval."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

FREEZE = """
CREATE FUNCTION drafts_freeze_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'when posting was stopped is never forgotten'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.ended_at IS NOT NULL
       OR ROW(NEW.school_id, NEW.reason, NEW.began_at, NEW.began_by_id)
          IS DISTINCT FROM ROW(OLD.school_id, OLD.reason, OLD.began_at, OLD.began_by_id) THEN
        RAISE EXCEPTION 'a freeze is only ended, and once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON drafts_freeze
    FOR EACH ROW EXECUTE FUNCTION drafts_freeze_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON drafts_freeze
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
FREEZE_BACKWARDS = """
DROP TRIGGER guard_truncate ON drafts_freeze;
DROP TRIGGER guard ON drafts_freeze;
DROP FUNCTION drafts_freeze_guard();
"""

POST = """
CREATE OR REPLACE FUNCTION drafts_post_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a post begins as a draft, not as %', NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.author_id <> OLD.author_id OR NEW.school_id <> OLD.school_id THEN
        RAISE EXCEPTION 'a post keeps its author and its school' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'draft>submitted', 'returned>submitted',
        'submitted>draft', 'submitted>approved', 'submitted>returned', 'submitted>rejected',
        'approved>scheduled', 'approved>draft', 'approved>cancelled',
        'scheduled>draft', 'scheduled>returned', 'scheduled>cancelled', 'scheduled>sending',
        'scheduled>expired', 'scheduled>submitted',
        'sending>posted', 'sending>unknown', 'sending>scheduled', 'sending>returned',
        'sending>failed', 'sending>expired',
        'unknown>posted', 'unknown>held',
        'held>posted', 'held>scheduled', 'held>cancelled',
        'failed>draft', 'expired>draft',
        'posted>removing', 'removing>removed', 'removing>posted'
    ) THEN
        RAISE EXCEPTION 'a post cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'scheduled' AND NEW.state = 'submitted'
       AND (NEW.seal <> '' OR NEW.submitted_at <= OLD.submitted_at) THEN
        RAISE EXCEPTION 'what goes back for approval leaves its approval behind'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.text <> OLD.text OR NEW.account_id <> OLD.account_id)
       AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'the words of a post change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT EXISTS (
        SELECT FROM drafts_decision
        WHERE post_id = NEW.id AND verdict = 'approve' AND seal = NEW.seal AND by_id <> NEW.author_id
    ) THEN
        RAISE EXCEPTION 'a post is approved only by somebody else''s sealed decision'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
POST_BACKWARDS = """
CREATE OR REPLACE FUNCTION drafts_post_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a post begins as a draft, not as %', NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.author_id <> OLD.author_id OR NEW.school_id <> OLD.school_id THEN
        RAISE EXCEPTION 'a post keeps its author and its school' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'draft>submitted', 'returned>submitted',
        'submitted>draft', 'submitted>approved', 'submitted>returned', 'submitted>rejected',
        'approved>scheduled', 'approved>draft', 'approved>cancelled',
        'scheduled>draft', 'scheduled>returned', 'scheduled>cancelled', 'scheduled>sending',
        'scheduled>expired',
        'sending>posted', 'sending>unknown', 'sending>scheduled', 'sending>returned',
        'sending>failed', 'sending>expired',
        'unknown>posted', 'unknown>held',
        'held>posted', 'held>scheduled', 'held>cancelled',
        'failed>draft', 'expired>draft',
        'posted>removing', 'removing>removed', 'removing>posted'
    ) THEN
        RAISE EXCEPTION 'a post cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.text <> OLD.text OR NEW.account_id <> OLD.account_id)
       AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'the words of a post change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT EXISTS (
        SELECT FROM drafts_decision
        WHERE post_id = NEW.id AND verdict = 'approve' AND seal = NEW.seal AND by_id <> NEW.author_id
    ) THEN
        RAISE EXCEPTION 'a post is approved only by somebody else''s sealed decision'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0013_takedowns"), ("accounts", "0005_devices")]
    operations = [
        wall("drafts_freeze"),
        members("drafts_freeze", "began_by_id", "ended_by_id"),
        migrations.RunSQL(FREEZE, FREEZE_BACKWARDS),
        migrations.RunSQL(POST, POST_BACKWARDS),
    ]
