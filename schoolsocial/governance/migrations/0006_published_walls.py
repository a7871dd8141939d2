"""What a school publishes is read by itself, and by the trust its head agreed to while it stays."""

from django.db import migrations

from schoolsocial.tenancy.operations import wall

TABLES = ("governance_publication", "governance_publishedreading", "governance_publisheddue")

READ = """
CREATE POLICY trust ON {table} FOR SELECT USING (school_id IN (
    SELECT place.school_id FROM accounts_trustplace place
    WHERE place.trust_id = app_trust() AND place.agreed AND place.ended_at IS NULL))
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_report_walls"), ("accounts", "0015_trust_walls")]
    operations = [
        *(wall(table) for table in TABLES),
        *(
            migrations.RunSQL(READ.format(table=table), f"DROP POLICY trust ON {table}")
            for table in TABLES
        ),
    ]
