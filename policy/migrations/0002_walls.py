"""A school's policy is its own, and a ratified wording is never changed."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]
    operations = [
        wall("policy_policyversion"),
        wall("policy_clause", {"version_id": "policy_policyversion"}),
        wall("policy_clauserule", {"clause_id": "policy_clause"}),
        append_only("policy_policyversion"),
        append_only("policy_clause"),
        append_only("policy_clauserule"),
    ]
