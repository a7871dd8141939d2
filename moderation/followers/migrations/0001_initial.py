"""Every table of this room; what the database refuses besides is in the walls after it."""

import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("policy", "0001_initial"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("x_user_id", models.BigIntegerField(null=True)),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("fingerprint", models.BigIntegerField(null=True)),
                (
                    "known_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not known to us"),
                            ("staff", "Staff"),
                            ("parent", "A parent who told us"),
                            ("professional", "Professional"),
                            ("school", "Another school"),
                            ("business", "Business"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep"),
                            ("focused", "Keep: school-focused"),
                            ("ask", "Ask somebody first"),
                            ("block", "Block"),
                            ("pupil", "This is a pupil"),
                        ],
                        max_length=7,
                    ),
                ),
                ("first_seen_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="x.account",
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
                        fields=["school", "-first_seen_at", "-id"], name="follower_latest"
                    ),
                    models.Index(
                        models.F("account"),
                        django.db.models.functions.text.Lower("handle"),
                        name="follower_by_handle",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "x_user_id"), name="follower_once"),
                    models.UniqueConstraint(
                        models.F("account"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(("x_user_id", None)),
                        name="follower_by_handle_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("x_user_id__gt", 0),
                            models.Q(("x_user_id", None), models.Q(("handle", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="follower_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowerCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("bio", models.CharField(blank=True, max_length=2000)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("picture", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(null=True)),
                ("protected", models.BooleanField(null=True)),
                ("verified", models.BooleanField(null=True)),
                ("followers", models.IntegerField(null=True)),
                ("following", models.IntegerField(null=True)),
                ("posts", models.IntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "New"), ("returned", "Came back"), ("changed", "Changed")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be decided"),
                            ("asked", "Somebody is being asked"),
                            ("to-sign", "Waits for a second signature"),
                            ("decided", "Decided"),
                            ("left", "No longer follows"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("facts_at", models.DateTimeField(null=True)),
                ("before", models.JSONField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep"),
                            ("focused", "Keep: school-focused"),
                            ("ask", "Ask somebody first"),
                            ("block", "Block"),
                            ("pupil", "This is a pupil"),
                        ],
                        max_length=7,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=12)),
                ("settled_at", models.DateTimeField(null=True)),
                ("forgot_at", models.DateTimeField(null=True)),
                (
                    "by_age",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "made_at",
                            models.Value(dt.datetime(1970, 1, 1, 0, 0, tzinfo=dt.UTC)),
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
                (
                    "by_followers",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "followers", models.Value(-1)
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "by_handle",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower("handle"),
                        output_field=models.CharField(db_collation="C", max_length=20),
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follower_cases",
                        to="x.account",
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="followers.follower",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follower_cases",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["school", "state", "-opened_at", "-id"], name="fcase_latest"
                    ),
                    models.Index(fields=["school", "state", "-by_age", "-id"], name="fcase_by_age"),
                    models.Index(
                        fields=["school", "state", "-by_followers", "-id"],
                        name="fcase_by_followers",
                    ),
                    models.Index(
                        fields=["school", "state", "by_handle", "id"], name="fcase_by_handle"
                    ),
                    models.Index(
                        condition=models.Q(("forgot_at", None), ("settled_at__isnull", False)),
                        fields=["settled_at"],
                        name="fcase_to_forget",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "asked", "to-sign"])),
                        fields=("follower",),
                        name="followers_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reason", ""),
                                ("settled_at", None),
                                ("state", "open"),
                                ("verdict", ""),
                            ),
                            models.Q(
                                ("settled_at", None),
                                ("state__in", ["asked", "to-sign"]),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("state", "decided"),
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(("settled_at__isnull", False), ("state", "left")),
                            _connector="OR",
                        ),
                        name="followers_case_stands_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgot_at", None),
                            models.Q(
                                ("before", None),
                                ("bio", ""),
                                ("facts_at", None),
                                ("link", ""),
                                ("made_at", None),
                                ("name", ""),
                                ("picture", ""),
                            ),
                            _connector="OR",
                        ),
                        name="followers_forgotten_is_gone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("decided", "Decided"),
                            ("signed", "Signed by a second leader"),
                            ("undone", "Taken back"),
                            ("appealed", "Somebody asked to look at it again"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep"),
                            ("focused", "Keep: school-focused"),
                            ("ask", "Ask somebody first"),
                            ("block", "Block"),
                            ("pupil", "This is a pupil"),
                        ],
                        max_length=7,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=12)),
                ("words", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=500)),
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
                    "policy",
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
                        related_name="follower_decisions",
                        to="accounts.school",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="followers.followercase",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "id"], name="followers_record")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("act", "decided"),
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(("act", "signed"), ("verdict", "block")),
                            models.Q(
                                ("act__in", ["undone", "appealed"]),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="followers_decision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("policy", None),
                            models.Q(
                                models.Q(("words", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="followers_decision_in_the_policys_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_days", models.PositiveSmallIntegerField(default=30)),
                ("two_to_block", models.BooleanField(default=False)),
                ("facts_months", models.PositiveSmallIntegerField(default=6)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follower_rules",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school",), name="followers_rules_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("check_days__gte", 1),
                            ("check_days__lte", 180),
                            ("facts_months__gte", 1),
                            ("facts_months__lte", 60),
                        ),
                        name="followers_rules_have_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("x", "X"),
                            ("archive", "Archive of the account"),
                            ("list", "Pasted list"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Being read"),
                            ("done", "Read to its end"),
                            ("stopped", "Stopped"),
                        ],
                        default="running",
                        max_length=7,
                    ),
                ),
                ("whole", models.BooleanField()),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("expected", models.PositiveIntegerField(null=True)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
                ("dollars", models.DecimalField(decimal_places=4, default=0, max_digits=10)),
                ("next_token", models.CharField(blank=True, max_length=200)),
                ("restarts", models.PositiveSmallIntegerField(default=0)),
                ("trouble", models.SlugField(blank=True, max_length=40)),
                ("again_at", models.DateTimeField()),
                ("held_until", models.DateTimeField(null=True)),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("file", models.CharField(blank=True, max_length=120)),
                ("doubtful", models.BooleanField(default=False)),
                ("newcomers", models.PositiveIntegerField(default=0)),
                ("returned", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sweeps",
                        to="x.account",
                    ),
                ),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "-began_at", "-id"], name="sweep_latest"),
                    models.Index(
                        condition=models.Q(("state", "running")),
                        fields=["again_at"],
                        name="sweep_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("account",),
                        name="sweep_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "running")),
                            models.Q(
                                models.Q(("state", "running"), _negated=True),
                                ("ended_at__isnull", False),
                                ("file", ""),
                                ("holder", ""),
                            ),
                            _connector="OR",
                        ),
                        name="sweep_ended_lets_go",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("next_token", ""),
                            _connector="OR",
                        ),
                        name="sweep_done_has_no_page_left",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone", 0),
                            models.Q(("doubtful", False), ("state", "done"), ("whole", True)),
                            _connector="OR",
                        ),
                        name="sweep_only_a_whole_one_says_gone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "list"), ("whole", False)),
                            models.Q(("source", "list"), _negated=True),
                            _connector="OR",
                        ),
                        name="sweep_list_is_never_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("bio", models.CharField(blank=True, max_length=2000)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("picture", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(null=True)),
                ("protected", models.BooleanField(null=True)),
                ("verified", models.BooleanField(null=True)),
                ("followers", models.IntegerField(null=True)),
                ("following", models.IntegerField(null=True)),
                ("posts", models.IntegerField(null=True)),
                ("x_user_id", models.BigIntegerField(null=True)),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("fingerprint", models.BigIntegerField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "sweep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="followers.sweep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sweep", "x_user_id"), name="sighting_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("x_user_id__gt", 0),
                            models.Q(("x_user_id", None), models.Q(("handle", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sighting_of_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="followercase",
            name="sweep",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="followers.sweep",
            ),
        ),
        migrations.CreateModel(
            name="SweepPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(blank=True, max_length=200)),
                ("people", models.PositiveIntegerField()),
                (
                    "ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("read_at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "sweep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sweep_pages",
                        to="followers.sweep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sweep", "number"), name="sweeppage_once"),
                    models.UniqueConstraint(fields=("sweep", "key"), name="sweeppage_key_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SweepPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("every_days", models.PositiveSmallIntegerField(default=7)),
                ("next_at", models.DateTimeField(null=True)),
                ("consented_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sweep_plan",
                        to="x.account",
                    ),
                ),
                (
                    "consented_by",
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
                "indexes": [models.Index(fields=["next_at"], name="sweepplan_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("every_days__gte", 1), ("every_days__lte", 180)),
                        name="sweepplan_has_a_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consented_at", None), ("consented_by", None)),
                            models.Q(
                                ("consented_at__isnull", False), ("consented_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="sweepplan_consent_has_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                        related_name="follower_checks",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "-at"], name="followers_checked")],
            },
        ),
    ]
