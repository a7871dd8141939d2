"""Into the record comes only a picture that was seen with the post, in its place."""

from django.db import migrations

GUARD = """
CREATE FUNCTION catalogue_picture_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM drafts_post WHERE id = NEW.post_id AND adopted_at IS NOT NULL)
       AND NOT EXISTS (
           SELECT FROM catalogue_tweetpicture held
           JOIN catalogue_tweet tweet ON tweet.id = held.tweet_id
           WHERE tweet.post_id = NEW.post_id AND held.photo_id = NEW.photo_id
             AND held.position = NEW.position
       ) THEN
        RAISE EXCEPTION 'a post made elsewhere has the pictures that were seen with it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_seen BEFORE INSERT ON drafts_postphoto
    FOR EACH ROW EXECUTE FUNCTION catalogue_picture_guard();
"""
BEFORE = """
DROP TRIGGER guard_seen ON drafts_postphoto;
DROP FUNCTION catalogue_picture_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0009_who_is_in_and_what_changed"),
        ("drafts", "0037_pictures_of_adopted"),
    ]
    operations = [migrations.RunSQL(GUARD, BEFORE)]
