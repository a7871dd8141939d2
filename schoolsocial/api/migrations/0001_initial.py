"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.contrib.postgres.fields
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
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                ("hint", models.CharField(max_length=4)),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "posts:read",
                                    "Read what is public: posts, accounts, the policy in force",
                                ),
                                (
                                    "drafts:write",
                                    "Leave drafts, which a person still has to send for approval",
                                ),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "origins",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("used_on", models.DateField(null=True)),
                ("minute", models.DateTimeField(null=True)),
                ("calls", models.PositiveIntegerField(default=0)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                        related_name="api_tokens",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="token_has_label"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scopes__contained_by", ["posts:read", "drafts:write"]),
                            ("scopes__len__gte", 1),
                        ),
                        name="token_known_scopes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("author__isnull", False), ("scopes__contains", ["drafts:write"])
                            ),
                            models.Q(
                                models.Q(("scopes__contains", ["drafts:write"]), _negated=True),
                                ("author", None),
                            ),
                            _connector="OR",
                        ),
                        name="token_drafts_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origins", []),
                            ("scopes__contained_by", ["posts:read"]),
                            _connector="OR",
                        ),
                        name="token_in_browsers_only_reads",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="token_expires_after_created",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at", None),
                            ("revoked_at__gte", models.F("created_at")),
                            _connector="OR",
                        ),
                        name="token_revoked_after_created",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("school", "label"),
                        name="token_one_label",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("body_hash", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="api.token",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="answer_oldest")],
                "constraints": [
                    models.UniqueConstraint(fields=("token", "key"), name="answer_one_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=300)),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("post.published", "A post is live on X"),
                                ("post.removed", "A post is no longer to be shown"),
                                ("policy.ratified", "A new version of the policy was ratified"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("secret", models.BinaryField(default=b"")),
                ("previous_secret", models.BinaryField(default=b"")),
                ("previous_until", models.DateTimeField(null=True)),
                ("reached", models.BigIntegerField()),
                ("created_at", models.DateTimeField()),
                ("failing_since", models.DateTimeField(null=True)),
                ("wait_until", models.DateTimeField(null=True)),
                ("disabled_at", models.DateTimeField(null=True)),
                ("disabled_why", models.SlugField(blank=True, max_length=20)),
                (
                    "created_by",
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
                    models.UniqueConstraint(fields=("school", "address"), name="webhook_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "events__contained_by",
                                ["post.published", "post.removed", "policy.ratified"],
                            ),
                            ("events__len__gte", 1),
                        ),
                        name="webhook_known_events",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disabled_at", None), ("disabled_why", "")),
                            models.Q(
                                ("disabled_at__isnull", False),
                                ("disabled_why__in", ["person", "failing"]),
                            ),
                            _connector="OR",
                        ),
                        name="webhook_disabled_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("previous_secret", b""), ("previous_until", None)),
                            models.Q(
                                ("previous_until__isnull", False),
                                models.Q(("previous_secret", b""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="webhook_previous_secret_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message", models.CharField(max_length=60)),
                ("event", models.CharField(max_length=20)),
                ("data", models.JSONField(default=dict)),
                ("happened_at", models.DateTimeField()),
                ("queued_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("delivered", "Delivered"),
                            ("given_up", "Given up"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("status_code", models.PositiveSmallIntegerField(null=True)),
                ("trouble", models.SlugField(blank=True, max_length=20)),
                ("delivered_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="api.webhook",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="delivery_due",
                    ),
                    models.Index(fields=["webhook", "-queued_at", "-id"], name="delivery_latest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("webhook", "message"), name="delivery_one_a_message"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("delivered_at", None),
                                ("next_try_at__isnull", False),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("delivered_at__isnull", False),
                                ("next_try_at", None),
                                ("state", "delivered"),
                            ),
                            models.Q(
                                ("delivered_at", None), ("next_try_at", None), ("state", "given_up")
                            ),
                            _connector="OR",
                        ),
                        name="delivery_state_fits_times",
                    ),
                ],
            },
        ),
    ]
