"""When a post was looked at again since an audit, and what X shows in place of what was approved."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0017_skipped_step_wall"),
        ("catalogue", "0008_media_walls"),
        ("consent", "0022_own_classes"),
        ("drafts", "0037_pictures_of_adopted"),
        ("x", "0006_refused_since"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="case_known_answer",
        ),
        migrations.AddField(
            model_name="tweet",
            name="looked_again_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="tweet",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="tweet",
            name="other_words",
            field=models.TextField(null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "To be decided"),
                    ("adopted", "Taken into the record"),
                    ("explained", "Posted by hand, and why"),
                    ("taken-down", "Taken down"),
                    ("by-hand", "Somebody deleted it by hand"),
                    ("account", "Something is wrong with the account"),
                    ("ours", "It was ours after all"),
                    ("back", "X shows it again"),
                    ("gone", "X no longer has it"),
                    ("accepted", "It may stay as it is"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="kind",
            field=models.CharField(
                choices=[
                    ("outside", "Posted outside School Social"),
                    ("missing", "No longer on X"),
                    ("standing", "Deleted, and still on X"),
                    ("changed", "Not as it was approved"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="tweet",
            index=models.Index(
                condition=models.Q(("missing_since", None), ("opened_at__isnull", False)),
                fields=["opened_at"],
                name="tweet_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer__in", ["", "adopted", "explained", "taken-down", "ours"]),
                        ("kind", "outside"),
                    ),
                    models.Q(
                        ("answer__in", ["", "by-hand", "account", "back"]), ("kind", "missing")
                    ),
                    models.Q(("answer__in", ["", "gone", "account"]), ("kind", "standing")),
                    models.Q(("answer__in", ["", "accepted", "taken-down"]), ("kind", "changed")),
                    _connector="OR",
                ),
                name="case_known_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="tweet",
            constraint=models.CheckConstraint(
                condition=models.Q(("other_words", None), ("post__isnull", False), _connector="OR"),
                name="tweet_other_words_than_of_its_post",
            ),
        ),
    ]
