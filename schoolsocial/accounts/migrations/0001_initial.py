"""Every table of this room; what the database refuses besides is in the walls after it."""

import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("is_platform_admin", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="person_email_in_small_letters",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "handle",
                    models.CharField(
                        blank=True, max_length=15, verbose_name="X handle, without the @"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("nursery", "Nursery"),
                            ("primary", "Primary"),
                            ("secondary", "Secondary"),
                            ("all-through", "All-through"),
                            ("special", "Special"),
                        ],
                        default="primary",
                        max_length=12,
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(default="Europe/London", editable=False, max_length=40),
                ),
                (
                    "require_second_factor",
                    models.BooleanField(
                        default=True,
                        verbose_name="leaders, office and administrators sign in with a second factor",
                    ),
                ),
                (
                    "review_hours",
                    models.PositiveSmallIntegerField(
                        default=24, verbose_name="hours to review a draft in"
                    ),
                ),
                (
                    "grace_minutes",
                    models.PositiveSmallIntegerField(
                        default=120,
                        verbose_name="minutes a scheduled post may be late before a person is asked",
                    ),
                ),
                (
                    "takedown_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        verbose_name="hours of school days to take down a post in that shows who may no longer be shown",
                    ),
                ),
                (
                    "trip_hours",
                    models.PositiveSmallIntegerField(
                        default=6,
                        verbose_name="hours after a trip's planned return in which posts about it wait for a word",
                    ),
                ),
                ("posting_paused_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("time_zone", "Europe/London")),
                        name="school_keeps_london_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("takedown_hours__gte", 1), ("takedown_hours__lte", 24)),
                        name="school_takes_down_in_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trip_hours__gte", 1), ("trip_hours__lte", 48)),
                        name="school_waits_two_days_for_a_trip",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=40)),
                ("path", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
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
                    models.Index(fields=["school", "person", "-at", "-id"], name="notice_latest"),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["school", "person"],
                        name="notice_unread",
                    ),
                    models.Index(fields=["at"], name="notice_oldest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("path", ""), _negated=True),
                        name="notice_leads_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_at", None), ("read_at__gte", models.F("at")), _connector="OR"
                        ),
                        name="notice_read_after_told",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                ("addresses", models.CharField(max_length=43)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                        related_name="networks",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school", "addresses"), name="network_once"),
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="network_has_label"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("teacher", "Teacher or support staff"),
                                ("slt", "Senior leader (SLT)"),
                                ("dsl", "Designated safeguarding lead (DSL)"),
                                ("office", "Office staff"),
                                ("governor", "Governor"),
                                ("admin", "School administrator"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Neither"),
                            ("head", "Head of the school"),
                            ("chair", "Chair of governors"),
                        ],
                        default="",
                        max_length=5,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "person"), name="membership_one_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "roles__contained_by",
                                ["teacher", "slt", "dsl", "office", "governor", "admin"],
                            ),
                            ("roles__len__gte", 1),
                        ),
                        name="membership_known_roles",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_active", True), models.Q(("post", ""), _negated=True)
                        ),
                        fields=("school", "post"),
                        name="membership_one_head_one_chair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post", ""),
                            models.Q(("post", "head"), ("roles__contains", ["slt"])),
                            models.Q(("post", "chair"), ("roles__contains", ["governor"])),
                            _connector="OR",
                        ),
                        name="membership_post_fits_roles",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("kind", models.SlugField(max_length=40)),
                ("path", models.CharField(max_length=200)),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("now", "At once"),
                            ("daily", "Once a school day, at 8:00"),
                            ("weekly", "Once a week, on Monday at 8:00"),
                        ],
                        db_default="now",
                        default="now",
                        max_length=6,
                    ),
                ),
                ("leaves_at", models.DateTimeField(null=True)),
                ("digest_on", models.DateField(null=True)),
                (
                    "gathered_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gathered",
                        to="accounts.letter",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.notice",
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
                        condition=models.Q(("sent_at", None)),
                        fields=["queued_at"],
                        name="letter_waiting",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("gathered_in", None),
                            ("sent_at", None),
                            models.Q(("rhythm", "now"), _negated=True),
                        ),
                        fields=["leaves_at"],
                        name="letter_to_gather",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rhythm", "now"),
                            models.Q(
                                ("leaves_at__isnull", False),
                                ("person__isnull", False),
                                ("rhythm__in", ["daily", "weekly"]),
                            ),
                            _connector="OR",
                        ),
                        name="letter_of_a_digest_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest_on", None),
                            models.Q(
                                ("kind", "digest"), ("person__isnull", False), ("rhythm", "now")
                            ),
                            _connector="OR",
                        ),
                        name="letter_digest_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gathered_in", None),
                            models.Q(("rhythm", "now"), _negated=True),
                            _connector="OR",
                        ),
                        name="letter_gathered_waited",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("digest_on__isnull", False)),
                        fields=("school", "person", "digest_on"),
                        name="letter_one_digest_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=120)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("teacher", "Teacher or support staff"),
                                ("slt", "Senior leader (SLT)"),
                                ("dsl", "Designated safeguarding lead (DSL)"),
                                ("office", "Office staff"),
                                ("governor", "Governor"),
                                ("admin", "School administrator"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
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
                        related_name="invitations",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                        fields=("school", "email"),
                        name="invitation_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                ("added_at", models.DateTimeField()),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("code_expires_at", models.DateTimeField()),
                ("key_hash", models.CharField(blank=True, max_length=64)),
                ("registered_at", models.DateTimeField(null=True)),
                ("seen_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "added_by",
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
                        related_name="devices",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="device_has_label"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key_hash", ""), ("registered_at", None)),
                            models.Q(
                                ("code_hash", ""),
                                ("registered_at__isnull", False),
                                models.Q(("key_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="device_code_becomes_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at", None),
                            ("revoked_at__gte", models.F("added_at")),
                            _connector="OR",
                        ),
                        name="device_revoked_after_added",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code_hash", ""), _negated=True),
                        fields=("code_hash",),
                        name="device_one_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("school", "label"),
                        name="device_one_label",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
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
                        condition=models.Q(("ended_at", None)),
                        fields=["school", "person"],
                        name="cover_standing",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__gte", models.F("first_day")),
                            (
                                "last_day__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("first_day"),
                                    "+",
                                    models.Value(dt.timedelta(days=92)),
                                ),
                            ),
                        ),
                        name="cover_ends_within_a_term",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("named_by")), _negated=True),
                        name="cover_is_named_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cover_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=6)),
                ("since", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "since"), name="silence_told_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
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
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="term_ends_after_start",
                    ),
                    models.UniqueConstraint(fields=("school", "starts_on"), name="term_one_start"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="trust_has_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrustMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("since", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trust_places",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="accounts.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("trust", "person"), name="trust_member_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TrustPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("agreed", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
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
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="accounts.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agreed", True), ("ended_at", None)),
                        fields=("school",),
                        name="trust_place_one_a_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None), ("ended_at", None)),
                        fields=("school", "trust"),
                        name="trust_place_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed", None), ("answered_at", None), ("answered_by", None)
                            ),
                            models.Q(
                                ("agreed__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="trust_place_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(
                                ("agreed", True),
                                ("ended_at__gte", models.F("answered_at")),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="trust_place_ended_after_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opens", models.TimeField(default=dt.time(7, 0))),
                ("closes", models.TimeField(default=dt.time(18, 30))),
                ("school_days_only", models.BooleanField(default=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quiet_hours",
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
                    models.UniqueConstraint(fields=("school", "person"), name="quiet_hours_once"),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="quiet_hours_leave_some_of_the_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("safeguarding", "Keeping children safe"),
                            ("drafts", "My own drafts"),
                            ("review", "Drafts to review"),
                            ("posts", "Posts on their way out"),
                            ("x", "Accounts on X and their cost"),
                            ("followers", "Followers, blocks and whom the school follows"),
                            ("policy", "The policy"),
                            ("planning", "Reminders to write, and the library"),
                            ("school", "The school’s settings"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("now", "At once"),
                            ("daily", "Once a school day, at 8:00"),
                            ("weekly", "Once a week, on Monday at 8:00"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_choices",
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
                        fields=("school", "person", "topic"), name="choice_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                [
                                    "drafts",
                                    "review",
                                    "posts",
                                    "x",
                                    "followers",
                                    "policy",
                                    "planning",
                                    "school",
                                ],
                            )
                        ),
                        name="choice_not_of_safeguarding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["now", "daily", "weekly"])),
                        name="choice_known_rhythm",
                    ),
                ],
            },
        ),
    ]
