"""Weekly reminders stay inside their school."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [("drafts", "0025_weekly_reminders")]
    operations = [
        wall("drafts_weeklyreminder"),
        members("drafts_weeklyreminder", "person_id", "made_by_id"),
    ]
