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
        ("blocks", "0001_initial"),
        ("incidents", "0001_initial"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.CharField(blank=True, max_length=19)),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("noticed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("pupil", models.BinaryField(default=b"")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("pupil", "It was a pupil; the account is blocked"),
                            ("not-a-pupil", "It was not a pupil"),
                            ("not-known", "It could not be found out; the account is blocked"),
                        ],
                        max_length=11,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="x.account",
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="blocks.block",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact",
                        to="incidents.incident",
                    ),
                ),
                (
                    "noticed_by",
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
                    models.Index(fields=["school", "-id"], name="contact_latest"),
                    models.Index(
                        condition=models.Q(("outcome", "")), fields=["due_at"], name="contact_clock"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user_id__regex", "^([0-9]{1,19})?$"),
                            ("handle__regex", "^[A-Za-z0-9_]{0,20}$"),
                            models.Q(("handle", ""), ("user_id", ""), _negated=True),
                        ),
                        name="contact_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("outcome", "")),
                            models.Q(
                                ("outcome__in", ["pupil", "not-a-pupil", "not-known"]),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contact_closed_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("user_id", ""), _negated=True), ("outcome", "")
                        ),
                        fields=("account", "user_id"),
                        name="contact_open_once",
                    ),
                    models.UniqueConstraint(
                        models.F("account"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(("outcome", ""), ("user_id", "")),
                        name="contact_open_once_by_handle",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactTimes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.PositiveSmallIntegerField()),
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
                    models.UniqueConstraint(fields=("school",), name="contacttimes_one_a_school"),
                    models.CheckConstraint(
                        condition=models.Q(("hour__gte", 12), ("hour__lte", 20)),
                        name="contacttimes_in_the_afternoon",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("name_is_professional", models.BooleanField()),
                ("bio_says_own_views", models.BooleanField()),
                (
                    "who_follows",
                    models.CharField(
                        choices=[
                            ("anybody", "Anybody; I look through them"),
                            ("approved", "Only whom I let in: my posts are protected"),
                        ],
                        max_length=8,
                    ),
                ),
                ("parents_may_follow", models.BooleanField()),
                ("no_pupil_follows", models.BooleanField()),
                ("two_step", models.BooleanField()),
                ("declared_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="x.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
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
                        fields=("person", "account", "year"), name="declaration_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2200)),
                        name="declaration_of_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who_follows__in", ["anybody", "approved"])),
                        name="declaration_says_who_follows",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclarationReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "year"), name="declarationreminder_once_a_year"
                    )
                ],
            },
        ),
    ]
