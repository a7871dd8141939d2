"""Followers, sweeps and cases are a school's own; what was decided stays written."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

GUARDS = """
CREATE FUNCTION followers_consent_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM x_account a WHERE a.id = NEW.account_id AND a.kind = 'staff'
        AND NOT EXISTS (
            SELECT FROM followers_sweepplan p
            WHERE p.account_id = a.id AND p.consented_by_id = a.owner_id
        )
    ) THEN
        RAISE EXCEPTION 'a staff account is swept only while its owner agrees'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_consent BEFORE INSERT ON followers_sweep
    FOR EACH ROW EXECUTE FUNCTION followers_consent_guard();

CREATE FUNCTION followers_sweep_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'running' THEN
        RAISE EXCEPTION 'a sweep that ended is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.school_id, NEW.account_id, NEW.source, NEW.whole, NEW.began_at)
       IS DISTINCT FROM (OLD.school_id, OLD.account_id, OLD.source, OLD.whole, OLD.began_at) THEN
        RAISE EXCEPTION 'a sweep stays what it was begun as' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON followers_sweep
    FOR EACH ROW EXECUTE FUNCTION followers_sweep_guard();

CREATE FUNCTION followers_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.school_id, NEW.account_id, NEW.follower_id, NEW.kind, NEW.opened_at)
       IS DISTINCT FROM
       (OLD.school_id, OLD.account_id, OLD.follower_id, OLD.kind, OLD.opened_at) THEN
        RAISE EXCEPTION 'a case stays about whom it was opened' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.verdict <> '' AND NEW.verdict IS DISTINCT FROM OLD.verdict AND NOT EXISTS (
        SELECT FROM followers_decision
        WHERE case_id = NEW.id AND act = 'decided' AND verdict = NEW.verdict
    ) THEN
        RAISE EXCEPTION 'a case is decided by a line in its record'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON followers_followercase
    FOR EACH ROW EXECUTE FUNCTION followers_case_guard();

CREATE FUNCTION followers_signature_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.by_id IS NOT DISTINCT FROM (
        SELECT by_id FROM followers_decision
        WHERE case_id = NEW.case_id AND act = 'decided' ORDER BY id DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'nobody signs their own decision' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_signature BEFORE INSERT ON followers_decision FOR EACH ROW
    WHEN (NEW.act = 'signed') EXECUTE FUNCTION followers_signature_guard();
"""
BACKWARDS = """
DROP TRIGGER guard_signature ON followers_decision;
DROP FUNCTION followers_signature_guard();
DROP TRIGGER guard ON followers_followercase;
DROP FUNCTION followers_case_guard();
DROP TRIGGER guard ON followers_sweep;
DROP FUNCTION followers_sweep_guard();
DROP TRIGGER guard_consent ON followers_sweep;
DROP FUNCTION followers_consent_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("followers", "0001_initial"),
        ("accounts", "0009_cover_walls"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("followers_sweepplan", {"account_id": "x_account"}),
        members("followers_sweepplan", "consented_by_id"),
        wall("followers_sweep", {"account_id": "x_account"}),
        members("followers_sweep", "by_id"),
        wall("followers_sweeppage", {"sweep_id": "followers_sweep"}),
        wall("followers_sighting", {"sweep_id": "followers_sweep"}),
        wall("followers_follower", {"account_id": "x_account"}),
        wall(
            "followers_followercase",
            {
                "account_id": "x_account",
                "follower_id": "followers_follower",
                "sweep_id": "followers_sweep",
            },
        ),
        wall("followers_decision", {"case_id": "followers_followercase"}),
        members("followers_decision", "by_id"),
        append_only("followers_decision"),
        wall("followers_check"),
        members("followers_check", "by_id"),
        append_only("followers_check"),
        wall("followers_rules"),
        migrations.RunSQL(GUARDS, BACKWARDS),
    ]
