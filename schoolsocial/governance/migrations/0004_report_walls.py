"""A report stays inside its school and as it was made; the database holds its bytes to their digest."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

DIGEST = """
ALTER TABLE governance_reportfile ADD CONSTRAINT report_file_is_its_digest
    CHECK (digest = encode(sha256(content), 'hex'))
"""
DIGEST_BACKWARDS = "ALTER TABLE governance_reportfile DROP CONSTRAINT report_file_is_its_digest"


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_walls"), ("accounts", "0009_cover_walls")]
    operations = [
        wall("governance_report"),
        members("governance_report", "made_by_id"),
        append_only("governance_report"),
        wall("governance_reportfile", {"report_id": "governance_report"}),
        append_only("governance_reportfile"),
        migrations.RunSQL(DIGEST, DIGEST_BACKWARDS),
    ]
