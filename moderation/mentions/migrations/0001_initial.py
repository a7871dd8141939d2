"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("incidents", "0001_initial"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tweet_id", models.CharField(blank=True, max_length=19)),
                ("conversation_id", models.CharField(blank=True, max_length=19)),
                ("author_id", models.CharField(blank=True, max_length=19)),
                ("handle", models.CharField(blank=True, max_length=15)),
                ("words", models.BinaryField(default=b"")),
                ("pictures", models.PositiveSmallIntegerField(default=0)),
                ("posted_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField()),
                ("missing_since", models.DateTimeField(null=True)),
                ("let_go_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("fine", "Nothing to do"),
                            ("thanked", "Thanked offline"),
                            ("incident", "An incident"),
                        ],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "thanked_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "In person"),
                            ("phone", "By phone"),
                            ("letter", "By letter or e-mail"),
                            ("assembly", "In assembly or the newsletter"),
                        ],
                        max_length=8,
                    ),
                ),
                ("for_governors", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="x.account",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="incidents.incident",
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
                        fields=["school", "state", "-posted_at", "-id"], name="mention_latest"
                    ),
                    models.Index(
                        condition=models.Q(("tweet_id", ""), _negated=True),
                        fields=["checked_at"],
                        name="mention_to_ask_about",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("tweet_id", ""), _negated=True),
                        fields=("account", "tweet_id"),
                        name="mention_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("state", "new")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ["fine", "thanked", "incident"]),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mention_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("incident__isnull", False), ("state", "incident")),
                            models.Q(
                                models.Q(("state", "incident"), _negated=True), ("incident", None)
                            ),
                            _connector="OR",
                        ),
                        name="mention_incident_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "thanked"), models.Q(("thanked_how", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "thanked"), _negated=True),
                                ("for_governors", False),
                                ("thanked_how", ""),
                            ),
                            _connector="OR",
                        ),
                        name="mention_thanked_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("let_go_at", None), models.Q(("tweet_id", ""), _negated=True)
                            ),
                            models.Q(
                                ("author_id", ""),
                                ("conversation_id", ""),
                                ("handle", ""),
                                ("let_go_at__isnull", False),
                                ("tweet_id", ""),
                                ("words", b""),
                            ),
                            _connector="OR",
                        ),
                        name="mention_let_go_of_says_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionKeeping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(default=60)),
                ("thanked_months", models.PositiveSmallIntegerField(default=13)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school",), name="mention_keeping_one_a_school"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__gte", 1),
                            ("days__lte", 365),
                            ("thanked_months__gte", 1),
                            ("thanked_months__lte", 36),
                        ),
                        name="mention_keeping_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionWatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("newest_id", models.CharField(blank=True, max_length=19)),
                ("read_at", models.DateTimeField(null=True)),
                ("next_read_at", models.DateTimeField()),
                ("reading_began_at", models.DateTimeField(null=True)),
                ("reading_since", models.CharField(blank=True, max_length=19)),
                ("next_token", models.CharField(blank=True, max_length=200)),
                ("highest", models.CharField(blank=True, max_length=19)),
                ("told", models.PositiveSmallIntegerField(default=0)),
                ("cut_at", models.DateTimeField(null=True)),
                ("leaders_told_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("trouble", models.SlugField(blank=True, max_length=40)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mention_watch",
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
                "indexes": [models.Index(fields=["next_read_at", "id"], name="mention_watch_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reading_began_at", None), _negated=True),
                            models.Q(("highest", ""), ("next_token", "")),
                            _connector="OR",
                        ),
                        name="mention_watch_at_rest_has_no_page",
                    )
                ],
            },
        ),
    ]
