"""The online-safety library stays inside its school."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0030_slot_walls"),
        ("accounts", "0009_cover_walls"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("drafts_safetymessage"),
        wall("drafts_safetyplan", {"account_id": "x_account"}),
        wall(
            "drafts_plannedmessage",
            {
                "plan_id": "drafts_safetyplan",
                "message_id": "drafts_safetymessage",
                "post_id": "drafts_post",
            },
        ),
        wall("drafts_safetynudge"),
        members("drafts_safetymessage", "made_by_id", "retired_by_id"),
        members("drafts_safetyplan", "run_by_id", "set_by_id", "ended_by_id"),
    ]
