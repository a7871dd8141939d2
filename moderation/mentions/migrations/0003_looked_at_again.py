"""What needed nothing may be new again, by whoever set it aside too fast; nothing else may."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION mentions_mention_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'new' THEN
            RAISE EXCEPTION 'what somebody decided on is emptied, not deleted'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.let_go_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was let go of stays so' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.account_id, NEW.posted_at, NEW.seen_at) IS DISTINCT FROM
       ROW(OLD.school_id, OLD.account_id, OLD.posted_at, OLD.seen_at)
       OR (NEW.let_go_at IS NULL
           AND NOT (OLD.state <> 'incident' AND NEW.state = 'incident' AND NEW.handle = ''
                    AND length(NEW.words) = 0 AND NEW.author_id = ''
                    AND NEW.tweet_id = OLD.tweet_id)
           AND ROW(NEW.tweet_id, NEW.conversation_id, NEW.author_id, NEW.handle, NEW.words)
           IS DISTINCT FROM
           ROW(OLD.tweet_id, OLD.conversation_id, OLD.author_id, OLD.handle, OLD.words)) THEN
        RAISE EXCEPTION 'what was written stays as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'incident' AND ROW(NEW.state, NEW.incident_id) IS DISTINCT FROM
       ROW(OLD.state, OLD.incident_id) THEN
        RAISE EXCEPTION 'what became an incident stays one' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state NOT IN ('new', 'fine') AND NEW.state = 'new' THEN
        RAISE EXCEPTION 'what was thanked for or became an incident is not new'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION mentions_mention_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'new' THEN
            RAISE EXCEPTION 'what somebody decided on is emptied, not deleted'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.let_go_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was let go of stays so' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.account_id, NEW.posted_at, NEW.seen_at) IS DISTINCT FROM
       ROW(OLD.school_id, OLD.account_id, OLD.posted_at, OLD.seen_at)
       OR (NEW.let_go_at IS NULL
           AND NOT (OLD.state <> 'incident' AND NEW.state = 'incident' AND NEW.handle = ''
                    AND length(NEW.words) = 0 AND NEW.author_id = ''
                    AND NEW.tweet_id = OLD.tweet_id)
           AND ROW(NEW.tweet_id, NEW.conversation_id, NEW.author_id, NEW.handle, NEW.words)
           IS DISTINCT FROM
           ROW(OLD.tweet_id, OLD.conversation_id, OLD.author_id, OLD.handle, OLD.words)) THEN
        RAISE EXCEPTION 'what was written stays as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'incident' AND ROW(NEW.state, NEW.incident_id) IS DISTINCT FROM
       ROW(OLD.state, OLD.incident_id) THEN
        RAISE EXCEPTION 'what became an incident stays one' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'new' AND NEW.state = 'new' THEN
        RAISE EXCEPTION 'what was looked at is not new' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("mentions", "0002_walls")]
    operations = [migrations.RunSQL(GUARD, BEFORE)]
