"""Whom the review was recalled to, and at which stage: once each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from schoolsocial.tenancy.operations import append_only, members, wall


class Migration(migrations.Migration):
    dependencies = [
        ("policy", "0007_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days_before", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "person", "days_before"), name="reminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days_before__in", (60, 30, 0))),
                        name="reminder_known_stage",
                    ),
                ],
            },
        ),
        wall("policy_reminder", {"version_id": "policy_policyversion"}),
        members("policy_reminder", "person_id"),
        append_only("policy_reminder"),
    ]
