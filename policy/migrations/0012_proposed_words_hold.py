from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("policy", "0011_proposed_words")]

    operations = [
        ValidateConstraint(model_name="proposal", name="proposal_of_one_thing"),
        ValidateConstraint(model_name="proposal", name="proposal_source_of_words"),
    ]
