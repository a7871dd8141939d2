from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [("accounts", "0018_keptfilter")]
    operations = [wall("accounts_keptfilter"), members("accounts_keptfilter", "person_id")]
