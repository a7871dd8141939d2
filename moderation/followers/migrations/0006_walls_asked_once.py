"""A sweep passes the wall for every follower: it is asked once a statement."""

from django.db import migrations

from schoolsocial.tenancy.operations import asked_once


class Migration(migrations.Migration):
    dependencies = [
        ("followers", "0004_room_on_the_page"),
        ("accounts", "0009_cover_walls"),
        ("x", "0005_profiles"),
    ]

    operations = [
        asked_once("followers_follower"),
        asked_once("followers_followercase"),
        asked_once("followers_sighting"),
    ]
