"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Followee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("x_user_id", models.CharField(blank=True, max_length=19)),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("benefit", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wished", "Wished for"),
                            ("refused", "Not to be followed"),
                            ("to_follow", "To be followed by hand"),
                            ("followed", "Followed"),
                            ("found", "Followed on X, not in the register"),
                            ("missing", "In the register, not followed on X"),
                            ("to_unfollow", "To be unfollowed by hand"),
                            ("unfollowed", "Not followed any more"),
                            ("same", "The same account as another entry"),
                        ],
                        max_length=11,
                    ),
                ),
                ("review_on", models.DateField(null=True)),
                ("review_told_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followees",
                        to="x.account",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="following.followee",
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
                    "wished_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "-changed_at", "-id"], name="followee_latest"),
                    models.Index(
                        condition=models.Q(("state", "followed")),
                        fields=["review_on"],
                        name="followee_review",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("x_user_id", ""), _negated=True),
                        fields=("account", "x_user_id"),
                        name="followee_once_by_number",
                    ),
                    models.UniqueConstraint(
                        models.F("account"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(
                            ("x_user_id", ""), models.Q(("handle", ""), _negated=True)
                        ),
                        name="followee_once_by_handle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("x_user_id", ""), _negated=True),
                            models.Q(("handle", ""), _negated=True),
                            ("state", "same"),
                            _connector="OR",
                        ),
                        name="followee_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("handle", ""),
                                ("same_as__isnull", False),
                                ("state", "same"),
                                ("x_user_id", ""),
                            ),
                            models.Q(models.Q(("state", "same"), _negated=True), ("same_as", None)),
                            _connector="OR",
                        ),
                        name="followee_same_as_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["to_follow", "followed", "missing"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("benefit", ""), _negated=True),
                                ("review_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="followee_has_benefit_and_review",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowingReading",
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
                            ("x", "Read from X"),
                            ("archive", "From the archive"),
                            ("pasted", "A list somebody pasted"),
                        ],
                        max_length=7,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("whole", models.BooleanField(default=True)),
                ("next_token", models.CharField(blank=True, max_length=200)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("shown", models.PositiveIntegerField(default=0)),
                ("dollars", models.DecimalField(decimal_places=4, default=0, max_digits=8)),
                ("restarts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("trouble", models.SlugField(blank=True, max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Under way"),
                            ("done", "Read to its end"),
                            ("gave-up", "Given up"),
                        ],
                        max_length=7,
                    ),
                ),
                ("found", models.PositiveIntegerField(default=0)),
                ("missed", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following_readings",
                        to="x.account",
                    ),
                ),
                (
                    "asked_by",
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
                    models.Index(fields=["school", "-began_at", "-id"], name="following_readings"),
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["next_try_at", "id"],
                        name="following_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("account",),
                        name="following_one_reading",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None), ("found", 0), ("missed", 0), ("outcome", "")
                            ),
                            models.Q(
                                ("ended_at__isnull", False), ("next_token", ""), ("outcome", "done")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("found", 0),
                                ("missed", 0),
                                ("outcome", "gave-up"),
                            ),
                            _connector="OR",
                        ),
                        name="following_unread_tells_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whole", True), ("missed", 0), _connector="OR"),
                        name="following_part_misses_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowingSighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("x_user_id", models.CharField(blank=True, max_length=19)),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="following.followingreading",
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
                        condition=models.Q(("x_user_id", ""), _negated=True),
                        fields=("reading", "x_user_id"),
                        name="following_seen_once_by_number",
                    ),
                    models.UniqueConstraint(
                        models.F("reading"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(("x_user_id", "")),
                        name="following_seen_once_by_handle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("x_user_id", ""), _negated=True),
                            models.Q(("handle", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="following_seen_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("handle", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be decided"),
                            ("to_accept", "To be accepted by hand"),
                            ("to_refuse", "To be refused by hand"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("vanished", "No longer asked for"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_requests",
                        to="x.account",
                    ),
                ),
                (
                    "reported_by",
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
                        fields=["school", "-changed_at", "-id"], name="follow_request_latest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("account"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(("state__in", ("waiting", "to_accept", "to_refuse"))),
                        name="follow_request_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "to_accept",
                                    "to_refuse",
                                    "accepted",
                                    "refused",
                                    "vanished",
                                ],
                            ),
                            models.Q(("handle", ""), _negated=True),
                        ),
                        name="follow_request_of_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.SlugField(max_length=10)),
                ("before", models.CharField(blank=True, max_length=11)),
                ("after", models.CharField(max_length=11)),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not-school", "Nothing to do with the school"),
                            ("no-value", "An advertisement, or of no value to the school"),
                            ("unknown", "Nobody here knows who it is"),
                            ("unsuitable", "Unsuitable content"),
                            ("pupil", "It may be a pupil"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("review_on", models.DateField(null=True)),
                ("at", models.DateTimeField()),
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
                    "followee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="following.followee",
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
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="following.followingdecision",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="following.followingreading",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="following.followrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("followee__isnull", False), ("request", None)),
                            models.Q(("followee", None), ("request__isnull", False)),
                            _connector="OR",
                        ),
                        name="following_decision_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("by", None),
                                ("reading__isnull", False),
                                ("verb__in", ("see", "miss", "find")),
                            ),
                            models.Q(
                                models.Q(("verb__in", ("see", "miss", "find")), _negated=True),
                                ("by__isnull", False),
                                ("reading", None),
                            ),
                            _connector="OR",
                        ),
                        name="following_decision_by_person_or_reading",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verb__in", ("see", "miss", "find", "done", "report")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="following_decision_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("request__isnull", False), ("verb", "refuse"), _negated=True),
                            models.Q(("code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="following_refusal_has_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undoes__isnull", False), ("verb", "undo")),
                            models.Q(models.Q(("verb", "undo"), _negated=True), ("undoes", None)),
                            _connector="OR",
                        ),
                        name="following_undo_undoes",
                    ),
                ],
            },
        ),
    ]
