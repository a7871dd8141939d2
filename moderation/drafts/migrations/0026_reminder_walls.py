"""Weekly reminders stay inside their school."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [("drafts", "0023_entitled_approvers"), ("accounts", "0009_cover_walls")]
    operations = [
        wall("drafts_weeklyreminder"),
        members("drafts_weeklyreminder", "person_id", "made_by_id"),
    ]
