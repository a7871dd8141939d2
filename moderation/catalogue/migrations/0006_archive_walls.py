"""An archive is of one of the school's own accounts, and was brought by one of its people."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_watching_walls"),
        ("accounts", "0005_devices"),
        ("x", "0003_several_accounts"),
    ]
    operations = [
        wall("catalogue_archiveimport", {"account_id": "x_account"}),
        members("catalogue_archiveimport", "by_id"),
    ]
