"""The workflow, held by the database: only known transitions, no edit after approval, no lost attempt."""

from django.db import migrations

POST = """
CREATE FUNCTION drafts_post_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON drafts_post
    FOR EACH ROW EXECUTE FUNCTION drafts_post_guard();

CREATE FUNCTION drafts_postphoto_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.post_id ELSE NEW.post_id END;
    now_is text;
BEGIN
    SELECT state INTO now_is FROM drafts_post WHERE id = owner FOR SHARE;
    IF now_is IS NULL OR now_is NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION 'the pictures of a post change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON drafts_postphoto
    FOR EACH ROW EXECUTE FUNCTION drafts_postphoto_guard();
"""

ATTEMPT = """
CREATE FUNCTION drafts_attempt_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'attempts are never deleted' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'prepared' THEN
            RAISE EXCEPTION 'an attempt begins as prepared' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state NOT IN ('prepared', 'in_flight', 'unknown') THEN
        RAISE EXCEPTION 'a finished attempt is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'prepared>in_flight', 'prepared>not_sent',
        'in_flight>accepted', 'in_flight>rejected', 'in_flight>not_sent', 'in_flight>unknown',
        'unknown>found', 'unknown>absent', 'unknown>ambiguous'
    ) THEN
        RAISE EXCEPTION 'an attempt cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON drafts_attempt
    FOR EACH ROW EXECUTE FUNCTION drafts_attempt_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON drafts_attempt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARDS = """
DROP TRIGGER guard_truncate ON drafts_attempt;
DROP TRIGGER guard ON drafts_attempt;
DROP FUNCTION drafts_attempt_guard();
DROP TRIGGER guard ON drafts_postphoto;
DROP FUNCTION drafts_postphoto_guard();
DROP TRIGGER guard ON drafts_post;
DROP FUNCTION drafts_post_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0002_walls")]
    operations = [migrations.RunSQL(POST + ATTEMPT, BACKWARDS)]
