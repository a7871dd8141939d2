"""What X tells of a tweet's pictures belongs to the school whose tweet it is."""

from django.db import migrations

from schoolsocial.tenancy.operations import wall


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_archive_walls"), ("accounts", "0009_cover_walls")]
    operations = [wall("catalogue_tweetmedia", {"tweet_id": "catalogue_tweet"})]
