"""A post that went out outside the school's process may be taken into the record: it begins as
posted, under its id, and says that nobody approved it here.

The guard of all other posts is left as it is, and is asked about all other posts.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION drafts_adopted_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'posted' OR NEW.tweet_id IS NULL OR NEW.posted_at IS NULL THEN
            RAISE EXCEPTION 'a post is taken into the record as it stands on X'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.adopted_at IS DISTINCT FROM OLD.adopted_at THEN
        RAISE EXCEPTION 'whether a post was taken into the record is kept as it was written'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION drafts_scrub_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'text') IS DISTINCT FROM (to_jsonb(OLD) - 'text') THEN
        RAISE EXCEPTION 'only its words go' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER guard ON drafts_post;
CREATE TRIGGER guard BEFORE UPDATE ON drafts_post FOR EACH ROW
    WHEN (NOT (OLD.adopted_at IS NOT NULL AND OLD.state = 'removed'
               AND NEW.text = '' AND OLD.text <> ''))
    EXECUTE FUNCTION drafts_post_guard();
CREATE TRIGGER guard_insert BEFORE INSERT ON drafts_post FOR EACH ROW
    WHEN (NEW.adopted_at IS NULL) EXECUTE FUNCTION drafts_post_guard();
CREATE TRIGGER guard_adopted_insert BEFORE INSERT ON drafts_post FOR EACH ROW
    WHEN (NEW.adopted_at IS NOT NULL) EXECUTE FUNCTION drafts_adopted_guard();
CREATE TRIGGER guard_adopted BEFORE UPDATE ON drafts_post FOR EACH ROW
    EXECUTE FUNCTION drafts_adopted_guard();
CREATE TRIGGER guard_scrub BEFORE UPDATE ON drafts_post FOR EACH ROW
    WHEN (OLD.adopted_at IS NOT NULL AND OLD.state = 'removed'
          AND NEW.text = '' AND OLD.text <> '')
    EXECUTE FUNCTION drafts_scrub_guard();
"""
BACKWARDS = """
DROP TRIGGER guard_scrub ON drafts_post;
DROP TRIGGER guard_adopted ON drafts_post;
DROP TRIGGER guard_adopted_insert ON drafts_post;
DROP TRIGGER guard_insert ON drafts_post;
DROP TRIGGER guard ON drafts_post;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON drafts_post
    FOR EACH ROW EXECUTE FUNCTION drafts_post_guard();
DROP FUNCTION drafts_scrub_guard();
DROP FUNCTION drafts_adopted_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0018_by_hand_walls")]
    operations = [
        migrations.RunSQL(GUARDS, BACKWARDS),
    ]
