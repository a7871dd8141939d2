"""Weekly slots stay inside their school."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0028_thread_walls"),
        ("accounts", "0009_cover_walls"),
        ("consent", "0022_own_classes"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("drafts_weeklyslot", {"account_id": "x_account"}),
        members("drafts_weeklyslot", "made_by_id", "ended_by_id"),
    ]
