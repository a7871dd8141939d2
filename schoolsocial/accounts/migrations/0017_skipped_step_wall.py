from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_skippedstep")]
    operations = [wall("accounts_skippedstep"), members("accounts_skippedstep", "said_by_id")]
