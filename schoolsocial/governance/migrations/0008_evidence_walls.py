"""A pack stays inside its school and as it was made; the database holds its bytes to their digest."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

DIGEST = """
ALTER TABLE governance_evidencepack ADD CONSTRAINT evidence_is_its_digest
    CHECK (digest = encode(sha256(content), 'hex'))
"""
DIGEST_BACKWARDS = "ALTER TABLE governance_evidencepack DROP CONSTRAINT evidence_is_its_digest"


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_evidence")]
    operations = [
        wall("governance_evidencepack"),
        members("governance_evidencepack", "made_by_id"),
        append_only("governance_evidencepack"),
        migrations.RunSQL(DIGEST, DIGEST_BACKWARDS),
    ]
