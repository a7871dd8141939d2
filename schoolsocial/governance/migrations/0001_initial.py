"""Every table of this room; what the database refuses besides is in the walls after it."""

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
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.SlugField(max_length=12)),
                ("name", models.CharField(max_length=60)),
                ("as_of", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("for_end", models.DateField(null=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "made_by",
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "-made_at", "-id"], name="report_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("for_end__isnull", False), ("made_by", None)),
                            models.Q(("for_end", None), ("made_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_asked_for_or_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("as_of__lte", models.F("made_at"))),
                        name="report_after_its_count",
                    ),
                    models.UniqueConstraint(fields=("school", "for_end"), name="report_one_an_end"),
                    models.UniqueConstraint(
                        condition=models.Q(("for_end", None)),
                        fields=("school", "period", "digest"),
                        name="report_asked_for_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("xlsx", "Spreadsheet (XLSX)"),
                            ("csv", "Table (CSV)"),
                        ],
                        max_length=4,
                    ),
                ),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="governance.report",
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
                    models.UniqueConstraint(
                        fields=("report", "kind"), name="report_file_one_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pdf", "xlsx", "csv"])),
                        name="report_file_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rollup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("measure", models.SlugField(max_length=30)),
                ("cell", models.CharField(max_length=60)),
                ("is_state", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField()),
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
                    models.UniqueConstraint(
                        fields=("school", "measure", "day", "cell"), name="rollup_one_a_cell"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measure", ""), _negated=True),
                            models.Q(("cell", ""), _negated=True),
                        ),
                        name="rollup_is_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    models.UniqueConstraint(fields=("school",), name="rollup_run_one_a_school")
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "Governor visit"),
                            ("dpia", "Review of the data protection impact assessment (DPIA)"),
                        ],
                        max_length=5,
                    ),
                ),
                ("held_on", models.DateField()),
                ("next_due_on", models.DateField()),
                ("note", models.CharField(max_length=1000)),
                ("recorded_at", models.DateTimeField()),
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
                    models.Index(fields=["school", "-held_on", "-id"], name="visit_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["visit", "dpia"])), name="visit_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_due_on__gt", models.F("held_on"))),
                        name="visit_counts_for_a_while",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="visit_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.SlugField(max_length=30)),
                ("words", models.CharField(max_length=1000)),
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
                    models.Index(fields=["school", "indicator", "-id"], name="comment_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("indicator", ""), _negated=True),
                        ),
                        name="comment_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.SlugField(max_length=30)),
                ("words", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["school", "due_on"],
                        name="follow_up_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("indicator", ""), _negated=True),
                        ),
                        name="follow_up_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None), ("outcome", "")),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_done_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    models.UniqueConstraint(fields=("school",), name="publication_one_a_school")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedDue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("policy", "Review of the policy"),
                            ("followers", "Check of followers"),
                            ("audit", "Audit of what is on X"),
                            ("dpia", "Review of the DPIA"),
                            ("visit", "Governor visit"),
                            ("training", "Training of those who draft"),
                        ],
                        max_length=9,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
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
                    models.UniqueConstraint(fields=("school", "matter"), name="published_due_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "matter__in",
                                ["policy", "followers", "audit", "dpia", "visit", "training"],
                            )
                        ),
                        name="published_due_known_matter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("span", models.CharField(max_length=20)),
                ("indicator", models.SlugField(max_length=30)),
                ("value", models.CharField(max_length=120)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("green", "On target"),
                            ("amber", "Near the target"),
                            ("red", "Off target"),
                            ("open", "No target"),
                            ("unknown", "Not yet recorded"),
                        ],
                        max_length=7,
                    ),
                ),
                ("low", models.PositiveIntegerField(null=True)),
                ("high", models.PositiveIntegerField(null=True)),
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
                    models.UniqueConstraint(
                        fields=("school", "span", "indicator"), name="published_reading_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["green", "amber", "red", "open", "unknown"])
                        ),
                        name="published_reading_known_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("high", None), ("low", None)),
                            models.Q(
                                ("high__isnull", False),
                                ("low__isnull", False),
                                ("low__lte", models.F("high")),
                            ),
                            _connector="OR",
                        ),
                        name="published_reading_level",
                    ),
                ],
            },
        ),
    ]
