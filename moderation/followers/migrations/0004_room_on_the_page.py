"""A sweep's changes touch the follower's own page only: no index speaks of them, and it has room."""

from django.db import migrations

# Percent of a page that is filled at first; rows written before keep their pages as they are
ROOM = """
ALTER TABLE followers_follower SET (fillfactor = 90);
ALTER TABLE followers_followercase SET (fillfactor = 85);
"""
NO_ROOM = """
ALTER TABLE followers_follower RESET (fillfactor);
ALTER TABLE followers_followercase RESET (fillfactor);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("followers", "0002_walls"),
        ("accounts", "0009_cover_walls"),
        ("x", "0005_profiles"),
    ]

    operations = [
        migrations.RunSQL(ROOM, NO_ROOM),
    ]
