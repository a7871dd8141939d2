"""People see their own memberships and change none; the platform may invite; limits are shared.

The table of limits is Django's database cache: how often somebody tried to sign in is counted
across web processes, and while Redis is away.
"""

from django.db import migrations

NARROWER = """
DROP POLICY school ON accounts_membership;
CREATE POLICY school ON accounts_membership USING (school_id = app_school() OR app_platform());
CREATE POLICY own ON accounts_membership FOR SELECT USING (person_id = app_person());
"""

WIDER = """
DROP POLICY own ON accounts_membership;
DROP POLICY school ON accounts_membership;
CREATE POLICY school ON accounts_membership
    USING (school_id = app_school() OR app_platform() OR person_id = app_person());
"""

LIMITS = """
CREATE TABLE accounts_limit (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX accounts_limit_expires ON accounts_limit (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls")]
    operations = [
        migrations.RunSQL(NARROWER, WIDER),
        migrations.RunSQL(LIMITS, "DROP TABLE accounts_limit"),
    ]
