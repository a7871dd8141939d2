"""The register is a school's own; no entry changes its state without a decision on record."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

GUARDS = """
CREATE FUNCTION following_followee_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an entry of the register is never deleted'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM x_account WHERE id = NEW.account_id AND kind = 'staff') THEN
        RAISE EXCEPTION 'the school keeps no register of a colleague''s own account'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ('wished', 'found') THEN
            RAISE EXCEPTION 'an entry begins with a wish, or with what X shows'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.account_id <> OLD.account_id THEN
        RAISE EXCEPTION 'an entry stays with its account' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND ROW(OLD.state, NEW.state)::text IS DISTINCT FROM (
        SELECT ROW(before, after)::text FROM following_followingdecision
        WHERE followee_id = NEW.id ORDER BY id DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'an entry changes by a decision on record'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON following_followee
    FOR EACH ROW EXECUTE FUNCTION following_followee_guard();

CREATE FUNCTION following_followrequest_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a request to follow is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'waiting' THEN
            RAISE EXCEPTION 'a request to follow begins with waiting'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF ROW(NEW.account_id, NEW.handle, NEW.reported_by_id, NEW.reported_at) IS DISTINCT FROM
       ROW(OLD.account_id, OLD.handle, OLD.reported_by_id, OLD.reported_at) THEN
        RAISE EXCEPTION 'what was reported stays as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND ROW(OLD.state, NEW.state)::text IS DISTINCT FROM (
        SELECT ROW(before, after)::text FROM following_followingdecision
        WHERE request_id = NEW.id ORDER BY id DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'a request changes by a decision on record'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON following_followrequest
    FOR EACH ROW EXECUTE FUNCTION following_followrequest_guard();

CREATE FUNCTION following_reading_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a reading is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'a reading that has ended is kept as it was'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON following_followingreading
    FOR EACH ROW EXECUTE FUNCTION following_reading_guard();
"""
BACKWARDS = """
DROP TRIGGER guard ON following_followingreading;
DROP FUNCTION following_reading_guard();
DROP TRIGGER guard ON following_followrequest;
DROP FUNCTION following_followrequest_guard();
DROP TRIGGER guard ON following_followee;
DROP FUNCTION following_followee_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("following", "0001_initial"),
        ("accounts", "0009_cover_walls"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("following_followee", {"account_id": "x_account", "same_as_id": "following_followee"}),
        members("following_followee", "wished_by_id"),
        wall("following_followrequest", {"account_id": "x_account"}),
        members("following_followrequest", "reported_by_id"),
        wall("following_followingreading", {"account_id": "x_account"}),
        members("following_followingreading", "asked_by_id"),
        wall("following_followingsighting", {"reading_id": "following_followingreading"}),
        wall(
            "following_followingdecision",
            {
                "followee_id": "following_followee",
                "request_id": "following_followrequest",
                "reading_id": "following_followingreading",
                "undoes_id": "following_followingdecision",
            },
        ),
        members("following_followingdecision", "by_id"),
        append_only("following_followingdecision"),
        migrations.RunSQL(GUARDS, BACKWARDS),
    ]
