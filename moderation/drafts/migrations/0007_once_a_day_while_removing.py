"""The same words stay taken while their post is being deleted: X may refuse, and it stays live."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafts", "0006_approval_of_the_latest")]

    operations = [
        migrations.RemoveConstraint(model_name="post", name="post_once_a_day"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=["account", "fingerprint"],
                condition=models.Q(
                    (
                        "state__in",
                        ["scheduled", "sending", "unknown", "held", "posted", "removing"],
                    ),
                    models.Q(("fingerprint", ""), _negated=True),
                ),
                name="post_once_a_day",
            ),
        ),
    ]
