"""Posts and all that hangs on them stay inside their school; people named in them belong to it."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0001_initial"),
        ("accounts", "0002_walls"),
        ("consent", "0002_walls"),
        ("x", "0002_walls"),
    ]
    operations = [
        wall("drafts_post", {"account_id": "x_account"}),
        wall("drafts_postphoto", {"post_id": "drafts_post", "photo_id": "consent_photo"}),
        wall("drafts_version", {"post_id": "drafts_post"}),
        wall("drafts_decision", {"post_id": "drafts_post", "version_id": "drafts_version"}),
        wall("drafts_dismissal", {"post_id": "drafts_post"}),
        wall("drafts_look", {"post_id": "drafts_post"}),
        wall("drafts_attempt", {"post_id": "drafts_post", "photo_id": "consent_photo"}),
        members("drafts_post", "author_id"),
        members("drafts_version", "submitted_by_id"),
        members("drafts_decision", "by_id"),
        members("drafts_dismissal", "by_id"),
        members("drafts_look", "by_id"),
        migrations.RunSQL(
            "ALTER TABLE drafts_decision ADD CONSTRAINT drafts_decision_true_author "
            "FOREIGN KEY (school_id, post_id, author_id) "
            "REFERENCES drafts_post (school_id, id, author_id)",
            "ALTER TABLE drafts_decision DROP CONSTRAINT drafts_decision_true_author",
        ),
        append_only("drafts_version"),
        append_only("drafts_decision"),
    ]
