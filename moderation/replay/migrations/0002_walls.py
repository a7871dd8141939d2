"""A school's replays are its own."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("replay", "0001_initial"),
        ("accounts", "0005_devices"),
        ("drafts", "0010_flags_and_approvals"),
        ("policy", "0008_reminders"),
    ]
    operations = [
        wall(
            "replay_replay",
            {"version_id": "policy_policyversion", "against_id": "policy_policyversion"},
        ),
        members("replay_replay", "started_by_id"),
        wall("replay_line", {"replay_id": "replay_replay", "post_id": "drafts_post"}),
    ]
