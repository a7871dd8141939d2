"""Whom the review was recalled to, and at which stage: once each."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall


class Migration(migrations.Migration):
    dependencies = [("policy", "0006_standing")]

    operations = [
        wall("policy_reminder", {"version_id": "policy_policyversion"}),
        members("policy_reminder", "person_id"),
        append_only("policy_reminder"),
    ]
