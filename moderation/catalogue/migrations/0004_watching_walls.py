"""Cases, audits and proofs are a school's own, and what was answered or proven stays so."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

GUARDS = """
CREATE FUNCTION catalogue_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'cases are never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.answered_at IS NOT NULL AND NEW.reason <> ''
       AND (to_jsonb(NEW) - 'passed_on_at') IS DISTINCT FROM (to_jsonb(OLD) - 'passed_on_at') THEN
        RAISE EXCEPTION 'an answered case is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON catalogue_case
    FOR EACH ROW EXECUTE FUNCTION catalogue_case_guard();

CREATE FUNCTION catalogue_removal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'the proof of a take-down is never deleted'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (to_jsonb(NEW) - '{looks,next_look_at,last_word,gone_at}'::text[])
       IS DISTINCT FROM (to_jsonb(OLD) - '{looks,next_look_at,last_word,gone_at}'::text[])
       OR (OLD.gone_at IS NOT NULL AND NEW.gone_at IS DISTINCT FROM OLD.gone_at) THEN
        RAISE EXCEPTION 'the proof of a take-down is kept as it was written'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON catalogue_removal
    FOR EACH ROW EXECUTE FUNCTION catalogue_removal_guard();

CREATE FUNCTION catalogue_adoption_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM catalogue_tweet
        WHERE school_id = NEW.school_id AND account_id = NEW.account_id
          AND tweet_id = NEW.tweet_id AND post_id IS NULL
    ) THEN
        RAISE EXCEPTION 'only what was seen on X is taken into the record'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_seen BEFORE INSERT ON drafts_post FOR EACH ROW
    WHEN (NEW.adopted_at IS NOT NULL) EXECUTE FUNCTION catalogue_adoption_guard();
"""
BACKWARDS = """
DROP TRIGGER guard_seen ON drafts_post;
DROP FUNCTION catalogue_adoption_guard();
DROP TRIGGER guard ON catalogue_removal;
DROP FUNCTION catalogue_removal_guard();
DROP TRIGGER guard ON catalogue_case;
DROP FUNCTION catalogue_case_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_walls"),
        ("accounts", "0005_devices"),
        ("drafts", "0019_adopted"),
        ("policy", "0008_reminders"),
        ("x", "0002_walls"),
    ]
    operations = [
        wall("catalogue_watch", {"account_id": "x_account"}),
        wall("catalogue_case", {"tweet_id": "catalogue_tweet"}),
        members("catalogue_case", "who_id", "answered_by_id"),
        wall("catalogue_audit", {"version_id": "policy_policyversion"}),
        members("catalogue_audit", "started_by_id"),
        wall(
            "catalogue_remark",
            {"audit_id": "catalogue_audit", "tweet_id": "catalogue_tweet"},
        ),
        members("catalogue_remark", "decided_by_id"),
        wall("catalogue_removal", {"tweet_id": "catalogue_tweet"}),
        members("catalogue_removal", "asked_by_id"),
        wall("catalogue_keeping"),
        migrations.RunSQL(GUARDS, BACKWARDS),
    ]
