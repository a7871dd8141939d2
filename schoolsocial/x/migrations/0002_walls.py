"""A school's connected accounts are its own."""

from django.db import migrations

from schoolsocial.tenancy.operations import wall


class Migration(migrations.Migration):
    dependencies = [("x", "0001_initial")]
    operations = [wall("x_account")]
