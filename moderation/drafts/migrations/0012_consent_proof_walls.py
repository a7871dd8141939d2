"""Proofs stay inside their school and are only added."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, wall

POINTS = {
    "decision_id": "drafts_decision",
    "post_id": "drafts_post",
    "pupil_id": "consent_pupil",
}


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0010_flags_and_approvals"),
        ("accounts", "0005_devices"),
        ("consent", "0010_faces_walls"),
    ]
    operations = [
        wall("drafts_consentproof", POINTS),
        append_only("drafts_consentproof"),
    ]
