"""Imports of the roll stay inside their school, and may be prepared in temporary tables."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

MAY_STAGE = """
DO $$ BEGIN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO schoolsocial_app', current_database());
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0011_papers"), ("accounts", "0005_devices")]
    operations = [
        wall("consent_rollimport"),
        members("consent_rollimport", "by_id"),
        wall("consent_rollchange", {"roll_import_id": "consent_rollimport"}),
        migrations.RunSQL(MAY_STAGE, migrations.RunSQL.noop),
    ]
