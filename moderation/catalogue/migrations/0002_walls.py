"""What is known of a school's accounts is its own; a tweet names the post that it came of."""

from django.db import migrations

from schoolsocial.tenancy.operations import wall

LINK = """
CREATE FUNCTION catalogue_tweet_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        NEW.school_id <> OLD.school_id OR NEW.account_id <> OLD.account_id
        OR NEW.tweet_id <> OLD.tweet_id OR NEW.posted_at <> OLD.posted_at
        OR NEW.first_seen_at <> OLD.first_seen_at
        OR (OLD.post_id IS NOT NULL AND NEW.post_id IS DISTINCT FROM OLD.post_id)
    ) THEN
        RAISE EXCEPTION 'a tweet keeps its account, its id, its time and its post'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.post_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM drafts_post
        WHERE id = NEW.post_id AND tweet_id = NEW.tweet_id AND account_id = NEW.account_id
    ) THEN
        RAISE EXCEPTION 'a tweet belongs to the post that has its id'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON catalogue_tweet
    FOR EACH ROW EXECUTE FUNCTION catalogue_tweet_guard();
"""
UNLINK = """
DROP TRIGGER guard ON catalogue_tweet;
DROP FUNCTION catalogue_tweet_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("accounts", "0005_devices"),
        ("consent", "0022_own_classes"),
        ("drafts", "0015_freeze_walls"),
        ("x", "0002_walls"),
    ]
    operations = [
        wall("catalogue_tweet", {"account_id": "x_account", "post_id": "drafts_post"}),
        wall(
            "catalogue_tweetpicture",
            {"tweet_id": "catalogue_tweet", "photo_id": "consent_photo"},
        ),
        migrations.RunSQL(LINK, UNLINK),
    ]
