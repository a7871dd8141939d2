"""A trust may propose a wording; the rows there are hold what is asked of them anew."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("policy", "0010_proposal_walls")]

    operations = [
        migrations.RemoveConstraint(model_name="proposal", name="proposal_of_a_pack_or_of_answers"),
        migrations.AddField(
            model_name="proposal",
            name="clauses",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="proposal",
            name="source",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        AddConstraintNotValid(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=~Q(pack="") & Q(answers={}, clauses=[])
                | ~Q(answers={}) & Q(pack="", clauses=[])
                | ~Q(clauses=[]) & Q(pack="", answers={}),
                name="proposal_of_one_thing",
            ),
        ),
        AddConstraintNotValid(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=Q(source="") | ~Q(clauses=[]), name="proposal_source_of_words"
            ),
        ),
    ]
