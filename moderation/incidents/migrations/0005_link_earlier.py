"""What earlier reports said of an account becomes a link to it."""

from django.db import migrations

LINK = """
SELECT set_config('schoolsocial.school', '*', true);
INSERT INTO incidents_otheraccount (school_id, handle, x_user_id)
    SELECT DISTINCT ON (school_id, lower(handle)) school_id, handle, ''
    FROM incidents_incident WHERE handle <> '' ORDER BY school_id, lower(handle), id;
INSERT INTO incidents_accountlink (school_id, incident_id, account_id, at)
    SELECT one.school_id, one.id, other.id, one.reported_at
    FROM incidents_incident one JOIN incidents_otheraccount other
    ON other.school_id = one.school_id AND lower(other.handle) = lower(one.handle)
    WHERE one.handle <> '';
SELECT set_config('schoolsocial.school', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_linked_and_kept_walls")]
    operations = [migrations.RunSQL(LINK, migrations.RunSQL.noop)]
