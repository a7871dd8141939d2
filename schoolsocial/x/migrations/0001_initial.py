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
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("handle", models.CharField(max_length=15)),
                ("name", models.CharField(max_length=50)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "School"),
                            ("class", "Class"),
                            ("staff", "Professional staff account"),
                        ],
                        default="school",
                        max_length=8,
                    ),
                ),
                (
                    "posts_by",
                    models.CharField(
                        choices=[
                            ("api", "School Social posts"),
                            ("hand", "Somebody posts by hand"),
                        ],
                        default="api",
                        max_length=4,
                    ),
                ),
                (
                    "signing",
                    models.CharField(
                        choices=[
                            ("oauth2", "Signed in at X"),
                            ("oauth1", "Keys of a developer app"),
                        ],
                        default="oauth2",
                        max_length=6,
                    ),
                ),
                ("x_user_id", models.CharField(blank=True, max_length=19)),
                ("access_token", models.BinaryField(default=b"")),
                ("refresh_token", models.BinaryField(default=b"")),
                ("token_expires_at", models.DateTimeField(null=True)),
                ("connected_at", models.DateTimeField(null=True)),
                ("disconnected_at", models.DateTimeField(null=True)),
                ("needs_reconnecting_at", models.DateTimeField(null=True)),
                ("last_success_at", models.DateTimeField(null=True)),
                ("paused_at", models.DateTimeField(null=True)),
                ("paused_reason", models.SlugField(blank=True, max_length=40)),
                ("wait_until", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="x_accounts",
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
                        condition=models.Q(
                            models.Q(("x_user_id", ""), _negated=True), ("disconnected_at", None)
                        ),
                        fields=("x_user_id",),
                        name="account_one_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("x_user_id", ""), _negated=True),
                        fields=("school", "x_user_id"),
                        name="account_once_a_school",
                    ),
                    models.UniqueConstraint(
                        models.F("school"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(("disconnected_at", None), ("posts_by", "hand")),
                        name="account_by_hand_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "staff"), ("owner__isnull", False)),
                            models.Q(models.Q(("kind", "staff"), _negated=True), ("owner", None)),
                            _connector="OR",
                        ),
                        name="account_staff_has_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("posts_by", "api"), models.Q(("x_user_id", ""), _negated=True)
                            ),
                            models.Q(
                                ("access_token", b""),
                                ("posts_by", "hand"),
                                ("refresh_token", b""),
                                ("token_expires_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="account_by_hand_has_no_tokens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disconnected_at", None),
                            models.Q(
                                ("access_token", b""),
                                ("refresh_token", b""),
                                ("token_expires_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="account_disconnected_has_no_tokens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signing", "oauth2"), ("refresh_token", b""), _connector="OR"
                        ),
                        name="account_keys_are_not_renewed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month_dollars", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                (
                    "when_reached",
                    models.CharField(
                        choices=[
                            ("warn", "Go on posting, and tell the leaders"),
                            (
                                "wait",
                                "Let posts wait until there is room again, and tell the leaders",
                            ),
                        ],
                        default="warn",
                        max_length=4,
                    ),
                ),
                ("told_80", models.DateField(null=True)),
                ("told_100", models.DateField(null=True)),
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
                    models.UniqueConstraint(fields=("school",), name="budget_one_a_school"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month_dollars", None), ("month_dollars__gt", 0), _connector="OR"
                        ),
                        name="budget_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("call", models.SlugField(max_length=24)),
                ("count", models.PositiveIntegerField()),
                ("dollars", models.DecimalField(decimal_places=4, max_digits=10)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
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
                "indexes": [models.Index(fields=["school", "at"], name="charge_of_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1), ("dollars__gte", 0)),
                        name="charge_of_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Drift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "aspect",
                    models.CharField(
                        choices=[
                            ("name", "Name"),
                            ("bio", "Description"),
                            ("protected", "Whether posts are protected"),
                            ("pinned", "Pinned post"),
                            ("replies", "Who may reply"),
                        ],
                        max_length=9,
                    ),
                ),
                ("expected", models.CharField(blank=True, max_length=500)),
                ("found", models.CharField(blank=True, max_length=500)),
                ("seen_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("mended", "Mended")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drifts",
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
                        condition=models.Q(("state", "open")),
                        fields=("account", "aspect"),
                        name="drift_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("reason", ""),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by", None),
                                ("reason", ""),
                                ("state", "mended"),
                            ),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state", "accepted"),
                            ),
                            _connector="OR",
                        ),
                        name="drift_decided_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expectation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50)),
                ("bio", models.CharField(blank=True, max_length=500)),
                (
                    "protected",
                    models.CharField(choices=[("no", "No"), ("yes", "Yes")], max_length=3),
                ),
                ("pinned", models.CharField(blank=True, max_length=19)),
                ("replies", models.CharField(blank=True, max_length=20)),
                ("read_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expectation",
                        to="x.account",
                    ),
                ),
                (
                    "agreed_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at", None), ("agreed_by", None)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="expectation_agreed_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RateLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("endpoint", models.CharField(max_length=60)),
                ("allowed", models.PositiveIntegerField()),
                ("remaining", models.PositiveIntegerField()),
                ("resets_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rate_limits",
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
                        fields=("account", "endpoint"), name="limit_once_an_endpoint"
                    )
                ],
            },
        ),
    ]
