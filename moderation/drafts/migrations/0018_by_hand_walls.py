"""Posting by hand, held by the database: by one person at a time, and never by the software too."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

HANDOVER = """
CREATE FUNCTION drafts_handover_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'who had a post in hand is never forgotten'
            USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM drafts_post WHERE id = NEW.post_id AND state = 'by_hand') THEN
            RAISE EXCEPTION 'only a post that waits for it is taken in hand'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF ROW(NEW.school_id, NEW.post_id, NEW.by_id, NEW.taken_at, NEW.due_back_at)
       IS DISTINCT FROM ROW(OLD.school_id, OLD.post_id, OLD.by_id, OLD.taken_at, OLD.due_back_at)
    THEN
        RAISE EXCEPTION 'who took a post, and when, stays' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.outcome IN ('posted', 'changed', 'let-go') AND NEW.outcome <> OLD.outcome
       OR NEW.ended_at IS NULL AND OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'what came of it is said once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON drafts_handover
    FOR EACH ROW EXECUTE FUNCTION drafts_handover_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON drafts_handover
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
HANDOVER_BACKWARDS = """
DROP TRIGGER guard_truncate ON drafts_handover;
DROP TRIGGER guard ON drafts_handover;
DROP FUNCTION drafts_handover_guard();
"""

ONE_WAY = """
CREATE FUNCTION drafts_post_hands_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF NEW.state = 'sending'
       AND EXISTS (SELECT FROM x_account WHERE id = NEW.account_id AND posts_by = 'hand') THEN
        RAISE EXCEPTION 'no worker sends what a person posts by hand'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'scheduled' AND NEW.state = 'by_hand'
       AND EXISTS (SELECT FROM x_account WHERE id = NEW.account_id AND posts_by <> 'hand') THEN
        RAISE EXCEPTION 'what the software sends is not handed to a person'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.state = 'in_hand') <> EXISTS (
        SELECT FROM drafts_handover WHERE post_id = NEW.id AND ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a post is in hand exactly while somebody has it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hands_guard BEFORE UPDATE OF state ON drafts_post
    FOR EACH ROW EXECUTE FUNCTION drafts_post_hands_guard();

CREATE FUNCTION drafts_attempt_hands_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM drafts_post JOIN x_account ON x_account.id = drafts_post.account_id
        WHERE drafts_post.id = NEW.post_id AND x_account.posts_by = 'hand'
    ) THEN
        RAISE EXCEPTION 'no attempt is made on an account that is posted to by hand'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hands_guard BEFORE INSERT ON drafts_attempt
    FOR EACH ROW EXECUTE FUNCTION drafts_attempt_hands_guard();
"""
ONE_WAY_BACKWARDS = """
DROP TRIGGER hands_guard ON drafts_attempt;
DROP FUNCTION drafts_attempt_hands_guard();
DROP TRIGGER hands_guard ON drafts_post;
DROP FUNCTION drafts_post_hands_guard();
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
        'scheduled>by_hand', 'by_hand>in_hand', 'by_hand>expired', 'by_hand>draft',
        'by_hand>returned', 'by_hand>submitted', 'by_hand>cancelled',
        'in_hand>posted', 'in_hand>by_hand', 'in_hand>held', 'held>by_hand',
        'unknown>posted', 'unknown>held',
        'held>posted', 'held>scheduled', 'held>cancelled',
        'failed>draft', 'expired>draft',
        'posted>removing', 'removing>removed', 'removing>posted'
    ) THEN
        RAISE EXCEPTION 'a post cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('scheduled', 'by_hand') AND NEW.state = 'submitted'
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


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0015_freeze_walls"),
        ("accounts", "0005_devices"),
        ("consent", "0022_own_classes"),
        ("x", "0003_several_accounts"),
    ]
    operations = [
        wall("drafts_handover", {"post_id": "drafts_post"}),
        members("drafts_handover", "by_id"),
        migrations.RunSQL(HANDOVER, HANDOVER_BACKWARDS),
        migrations.RunSQL(POST, POST_BACKWARDS),
        migrations.RunSQL(ONE_WAY, ONE_WAY_BACKWARDS),
    ]
