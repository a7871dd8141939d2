"""Series, and the classes on a trip, stay inside their school."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0032_online_safety_walls"),
        ("accounts", "0009_cover_walls"),
        ("consent", "0022_own_classes"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("drafts_series"),
        wall("drafts_seriesentry", {"series_id": "drafts_series", "post_id": "drafts_post"}),
        wall(
            "drafts_tripclass",
            {"trip_id": "drafts_trip", "school_class_id": "consent_schoolclass"},
        ),
        wall("drafts_tripanswer", {"post_id": "drafts_post", "trip_id": "drafts_trip"}),
        members("drafts_series", "made_by_id"),
        members("drafts_tripanswer", "by_id"),
    ]
