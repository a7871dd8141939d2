"""Campaigns and links stay inside their school; what was done with one is only added to."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

CAMPAIGN = {"campaign_id": "consent_campaign"}


class Migration(migrations.Migration):
    dependencies = [("consent", "0013_roll_walls"), ("accounts", "0005_devices")]
    operations = [
        wall("consent_campaign", {"wording_id": "consent_wording"}),
        wall("consent_campaignstep", CAMPAIGN),
        members("consent_campaignstep", "by_id"),
        append_only("consent_campaignstep"),
        wall("consent_familylink", CAMPAIGN | {"guardian_id": "consent_guardian"}),
        members("consent_familylink", "issued_by_id"),
        wall("consent_familymessage", {"link_id": "consent_familylink"}),
    ]
