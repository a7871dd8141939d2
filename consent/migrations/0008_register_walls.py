"""The register stays inside its school, and answers are only ever added."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

PUPIL = {"pupil_id": "consent_pupil"}


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_prepared_stays_prepared"), ("accounts", "0005_devices")]
    operations = [
        wall("consent_guardian"),
        wall("consent_guardianship", PUPIL | {"guardian_id": "consent_guardian"}),
        wall("consent_purpose"),
        wall("consent_wording"),
        members("consent_wording", "written_by_id"),
        append_only("consent_wording"),
        wall(
            "consent_consent",
            PUPIL
            | {
                "purpose_id": "consent_purpose",
                "guardian_id": "consent_guardian",
                "wording_id": "consent_wording",
            },
        ),
        members("consent_consent", "recorded_by_id"),
        append_only("consent_consent"),
        wall("consent_neverpublish", PUPIL),
        members("consent_neverpublish", "by_id"),
        append_only("consent_neverpublish"),
        wall("consent_registerchange", PUPIL),
    ]
