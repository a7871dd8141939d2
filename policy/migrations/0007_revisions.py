"""Words that two people change at once are told apart; a clause says something."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0006_standing")]

    operations = [
        migrations.AddField("clause", "revision", models.PositiveIntegerField(default=0)),
        migrations.AddField("policyversion", "revision", models.PositiveIntegerField(default=0)),
        migrations.RemoveConstraint("clause", "clause_one_number"),
        migrations.AddConstraint(
            "clause",
            models.UniqueConstraint(
                deferrable=models.Deferrable.IMMEDIATE,
                fields=("version", "number"),
                name="clause_one_number",
            ),
        ),
        migrations.AddConstraint(
            "clause",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True), models.Q(("text", ""), _negated=True)
                ),
                name="clause_says_something",
            ),
        ),
    ]
