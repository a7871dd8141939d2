"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Before the governors"),
                            ("recorded", "Ratified, waiting for a governor to confirm"),
                            ("ratified", "Ratified"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("pack", models.SlugField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("ratified_on", models.DateField(null=True)),
                ("minute_reference", models.CharField(blank=True, max_length=80)),
                ("in_force_from", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="policy.policyversion",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policy_versions",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school", "number"), name="policy_one_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "proposed", "recorded"])),
                        fields=("school",),
                        name="policy_one_working_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "proposed", "recorded", "ratified", "withdrawn"],
                            )
                        ),
                        name="policy_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["recorded", "ratified"]), _negated=True),
                            models.Q(
                                ("in_force_from__gte", models.F("ratified_on")),
                                ("in_force_from__isnull", False),
                                ("ratified_on__isnull", False),
                                ("review_on__gt", models.F("in_force_from")),
                                ("review_on__isnull", False),
                                models.Q(("minute_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="policy_ratified_with_date_and_minute",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12)),
                ("heading", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("enforced", models.JSONField(default=list)),
                ("position", models.PositiveSmallIntegerField()),
                ("revision", models.PositiveIntegerField(default=0)),
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
                        related_name="clauses",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("version", "number"),
                        name="clause_one_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="clause_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                        related_name="agreements",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "person"), name="agreement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=1000)),
                ("pack", models.SlugField(blank=True, max_length=60)),
                ("answers", models.JSONField(default=dict)),
                ("published_at", models.DateTimeField()),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="accounts.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="proposal_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pack", ""), models.Q(("answers", {}), _negated=True)),
                            models.Q(models.Q(("pack", ""), _negated=True), ("answers", {})),
                            _connector="OR",
                        ),
                        name="proposal_of_a_pack_or_of_answers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepted", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_answers",
                        to="policy.proposal",
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
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.trust",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "proposal"), name="proposal_answered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted", True), ("version__isnull", False)),
                            models.Q(
                                ("accepted", False),
                                ("version", None),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_accepted_into_a_draft_or_declined_with_a_reason",
                    ),
                ],
            },
        ),
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
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("propose", "propose"),
                            ("take back", "take back"),
                            ("record", "record"),
                            ("confirm", "confirm"),
                            ("dispute", "dispute"),
                            ("withdraw", "withdraw"),
                            ("adopt", "adopt"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("comment", models.CharField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
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
                        related_name="steps",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", False), ("verb", "adopt"), _connector="OR"
                        ),
                        name="policy_step_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verb", "dispute"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="policy_step_dispute_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("course", models.CharField(max_length=120)),
                ("taken_on", models.DateField()),
                ("counts_until", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["school", "person", "-recorded_at"], name="training_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("counts_until__gte", models.F("taken_on"))),
                        name="training_counts_after_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("course", ""), _negated=True),
                        name="training_has_course",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClauseRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.SlugField(max_length=40)),
                ("severity", models.CharField(max_length=5)),
                ("options", models.JSONField(default=dict)),
                (
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="policy.clause",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("clause", "rule"), name="clause_one_rule"),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["block", "warn", "note"])),
                        name="clause_rule_severity",
                    ),
                ],
            },
        ),
    ]
