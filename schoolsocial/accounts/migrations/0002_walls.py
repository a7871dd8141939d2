"""Each school's rows are visible inside that school only; a person sees their own memberships."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE accounts_membership ADD CONSTRAINT accounts_membership_member_key "
            "UNIQUE (school_id, person_id)",
            "ALTER TABLE accounts_membership DROP CONSTRAINT accounts_membership_member_key",
        ),
        wall("accounts_membership", also="person_id = app_person()"),
        wall("accounts_term"),
        wall("accounts_invitation"),
        wall("accounts_letter"),
        members("accounts_invitation", "invited_by_id"),
    ]
