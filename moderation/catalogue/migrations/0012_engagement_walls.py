"""What posts met with is known to their own school alone."""

from django.db import migrations

from schoolsocial.tenancy.operations import wall


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0011_engagement")]
    operations = [wall("catalogue_engagement", {"tweet_id": "catalogue_tweet"})]
