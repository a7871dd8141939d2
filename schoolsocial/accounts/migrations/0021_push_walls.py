"""A device is seen by the person who is told on it, and goes with all that is on its way there.

No school's scope sees a device, so the database itself ties a push to a device of its person.
"""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

DEVICE = """
ALTER TABLE accounts_pushdevice ADD CONSTRAINT accounts_pushdevice_key UNIQUE (id, person_id);
ALTER TABLE accounts_pushdevice ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_pushdevice FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON accounts_pushdevice USING (app_platform());
CREATE POLICY own ON accounts_pushdevice USING (person_id = app_person());
"""
DEVICE_BACKWARDS = """
DROP POLICY own ON accounts_pushdevice;
DROP POLICY platform ON accounts_pushdevice;
ALTER TABLE accounts_pushdevice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE accounts_pushdevice DISABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_pushdevice DROP CONSTRAINT accounts_pushdevice_key;
"""

OF_THE_PERSON = """
ALTER TABLE accounts_push ADD CONSTRAINT accounts_push_device_of_person
    FOREIGN KEY (device_id, person_id) REFERENCES accounts_pushdevice (id, person_id)
    ON DELETE CASCADE;
"""
OF_THE_PERSON_BACKWARDS = """
ALTER TABLE accounts_push DROP CONSTRAINT accounts_push_device_of_person;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0020_push")]
    operations = [
        migrations.RunSQL(DEVICE, DEVICE_BACKWARDS),
        wall("accounts_push", {"notice_id": "accounts_notice"}),
        members("accounts_push", "person_id"),
        migrations.RunSQL(OF_THE_PERSON, OF_THE_PERSON_BACKWARDS),
    ]
