"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("drafts", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Replay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("reached", models.BigIntegerField(default=0)),
                ("newly_blocked", models.PositiveIntegerField(default=0)),
                ("newly_warned", models.PositiveIntegerField(default=0)),
                ("newly_passed", models.PositiveIntegerField(default=0)),
                ("rules", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "against",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.policyversion",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replays",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at", None)),
                        fields=["started_at"],
                        name="replay_unfinished",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="replay_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))),
                        name="replay_done_of_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[("pass", "Passed"), ("warn", "Asked about"), ("block", "Stopped")],
                        max_length=5,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[("pass", "Passed"), ("warn", "Asked about"), ("block", "Stopped")],
                        max_length=5,
                    ),
                ),
                ("rules", models.JSONField(default=list)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="drafts.post",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "replay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="replay.replay",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["replay", "after", "-id"], name="replay_line_by_verdict")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("replay", "post"), name="replay_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="replay_line_changes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after__in", ["pass", "warn", "block"]),
                            ("before__in", ["pass", "warn", "block"]),
                        ),
                        name="replay_line_known_verdicts",
                    ),
                ],
            },
        ),
    ]
