"""Flags stay inside their school and are only added to; the database counts the approvals."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

FORWARDS = """
CREATE FUNCTION drafts_post_enough_approvals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    latest record;
    given integer;
BEGIN
    SELECT id, approvals_needed INTO latest FROM drafts_version
    WHERE post_id = NEW.id ORDER BY number DESC LIMIT 1;
    SELECT count(DISTINCT by_id) INTO given FROM drafts_decision
    WHERE post_id = NEW.id AND version_id = latest.id AND verdict = 'approve'
      AND seal = NEW.seal AND by_id <> NEW.author_id;
    IF given < latest.approvals_needed THEN
        RAISE EXCEPTION 'fewer people have approved this than the policy wants'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_enough_approvals BEFORE UPDATE ON drafts_post FOR EACH ROW
    WHEN (NEW.state = 'approved' AND OLD.state <> 'approved')
    EXECUTE FUNCTION drafts_post_enough_approvals();

CREATE FUNCTION drafts_post_keeps_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the kind of a post changes only while it is a draft'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER guard_kind BEFORE UPDATE ON drafts_post FOR EACH ROW
    WHEN (NEW.kind <> OLD.kind
          AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state IN ('draft', 'returned')))
    EXECUTE FUNCTION drafts_post_keeps_kind();

CREATE FUNCTION drafts_dismissal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about record;
    post bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.post_id ELSE NEW.post_id END;
BEGIN
    SELECT state, author_id INTO about FROM drafts_post WHERE id = post FOR SHARE;
    IF about.state NOT IN ('draft', 'returned', 'submitted') THEN
        RAISE EXCEPTION 'what was set aside stays as it was decided on'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (NEW.standing = 'author') <> (NEW.by_id = about.author_id) THEN
        RAISE EXCEPTION 'an author sets aside as the author, and nobody else does'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON drafts_dismissal
    FOR EACH ROW EXECUTE FUNCTION drafts_dismissal_guard();

CREATE FUNCTION drafts_flagoutcome_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM drafts_flag JOIN drafts_post ON drafts_post.id = drafts_flag.post_id
        WHERE drafts_flag.id = NEW.flag_id AND drafts_post.author_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'nobody judges a flag on their own post'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON drafts_flagoutcome
    FOR EACH ROW EXECUTE FUNCTION drafts_flagoutcome_guard();
"""

BACKWARDS = """
DROP TRIGGER guard ON drafts_flagoutcome;
DROP FUNCTION drafts_flagoutcome_guard();
DROP TRIGGER guard ON drafts_dismissal;
DROP FUNCTION drafts_dismissal_guard();
DROP TRIGGER guard_kind ON drafts_post;
DROP FUNCTION drafts_post_keeps_kind();
DROP TRIGGER guard_enough_approvals ON drafts_post;
DROP FUNCTION drafts_post_enough_approvals();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0006_approval_of_the_latest"),
        ("accounts", "0003_narrower_walls"),
        ("consent", "0004_prepared_stays_prepared"),
        ("x", "0002_walls"),
    ]
    operations = [
        wall("drafts_flag", {"post_id": "drafts_post"}),
        wall("drafts_flagoutcome", {"flag_id": "drafts_flag"}),
        members("drafts_flagoutcome", "by_id"),
        append_only("drafts_flag"),
        append_only("drafts_flagoutcome"),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
