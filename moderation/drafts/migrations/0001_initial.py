"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("consent", "0001_initial"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
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
                            ("ordinary", "Ordinary post"),
                            ("emergency", "Emergency notice"),
                            ("online-safety", "Online-safety message"),
                        ],
                        default="ordinary",
                        max_length=13,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for approval"),
                            ("returned", "Returned with a comment"),
                            ("rejected", "Rejected"),
                            ("approved", "Approved"),
                            ("scheduled", "Scheduled"),
                            ("sending", "Being sent"),
                            ("unknown", "Checking whether it went out"),
                            ("by_hand", "To be posted by hand"),
                            ("in_hand", "Being posted by hand"),
                            ("posted", "Posted"),
                            ("held", "On hold: a person must decide"),
                            ("failed", "Not sent: X refused it"),
                            ("expired", "Not sent: its time had passed"),
                            ("cancelled", "Cancelled"),
                            ("removing", "Being deleted from X"),
                            ("removed", "Deleted from X"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("review_due_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("place", models.PositiveSmallIntegerField(null=True)),
                ("wall_time", models.CharField(blank=True, max_length=22)),
                ("scheduled_for", models.DateTimeField(null=True)),
                ("wishes_slot", models.BooleanField(db_default=False, default=False)),
                ("slot_at", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("tweet_id", models.CharField(max_length=19, null=True, unique=True)),
                ("posted_at", models.DateTimeField(null=True)),
                ("trouble", models.SlugField(blank=True, max_length=40)),
                ("removed_at", models.DateTimeField(null=True)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("set_aside_at", models.DateTimeField(null=True)),
                ("removal_reason", models.CharField(blank=True, max_length=500)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="x.account",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
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
                        condition=models.Q(("state", "scheduled")),
                        fields=["not_before", "id"],
                        name="post_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "removing")),
                        fields=["not_before", "id"],
                        name="post_to_remove",
                    ),
                    models.Index(
                        condition=models.Q(("state", "by_hand")),
                        fields=["expires_at", "id"],
                        name="post_by_hand",
                    ),
                    models.Index(
                        condition=models.Q(("state", "submitted")),
                        fields=["school", "submitted_at", "id"],
                        name="post_queue",
                    ),
                    models.Index(
                        condition=models.Q(("tweet_id__isnull", False)),
                        fields=["school", "-posted_at", "-id"],
                        name="post_published",
                    ),
                    models.Index(fields=["school", "author", "-saved_at"], name="post_own"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "id", "author"), name="post_author_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "rejected",
                                    "approved",
                                    "scheduled",
                                    "sending",
                                    "unknown",
                                    "by_hand",
                                    "in_hand",
                                    "posted",
                                    "held",
                                    "failed",
                                    "expired",
                                    "cancelled",
                                    "removing",
                                    "removed",
                                ],
                            )
                        ),
                        name="post_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["ordinary", "emergency", "online-safety"])
                        ),
                        name="post_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", frozenset(["posted", "removed", "removing"])),
                                ("tweet_id__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", frozenset(["posted", "removed", "removing"])),
                                    _negated=True,
                                ),
                                ("tweet_id__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="post_on_x_has_tweet_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["scheduled", "sending", "by_hand", "in_hand"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("expires_at__isnull", False),
                                ("not_before__isnull", False),
                                ("scheduled_for__isnull", False),
                                models.Q(("seal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="post_scheduled_is_sealed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="post_submitted_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adopted_at", None),
                            models.Q(
                                ("fingerprint", ""),
                                ("seal", ""),
                                ("state__in", frozenset(["posted", "removed", "removing"])),
                                ("submitted_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="post_adopted_was_not_approved_here",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "approved",
                                    "scheduled",
                                    "sending",
                                    "unknown",
                                    "by_hand",
                                    "in_hand",
                                    "held",
                                    "posted",
                                    "removing",
                                ],
                            ),
                            models.Q(("fingerprint", ""), _negated=True),
                        ),
                        fields=("account", "fingerprint"),
                        name="post_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("slot_at__isnull", False),
                            (
                                "state__in",
                                [
                                    "approved",
                                    "scheduled",
                                    "sending",
                                    "unknown",
                                    "by_hand",
                                    "in_hand",
                                    "held",
                                    "posted",
                                    "removing",
                                ],
                            ),
                        ),
                        fields=("account", "slot_at"),
                        name="post_one_a_slot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("set_aside_at", None),
                            ("state__in", ["draft", "returned"]),
                            _connector="OR",
                        ),
                        name="post_set_aside_goes_nowhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "emergency"), _negated=True),
                            models.Q(("slot_at", None), ("wishes_slot", False)),
                            _connector="OR",
                        ),
                        name="post_emergency_waits_for_no_slot",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.SlugField(max_length=40)),
                ("key", models.CharField(max_length=64)),
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "-at", "-id"], name="flag_latest")],
                "constraints": [models.UniqueConstraint(fields=("post", "key"), name="flag_once")],
            },
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.SlugField(max_length=40)),
                ("key", models.CharField(max_length=64)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("author", "Author"),
                            ("slt", "Senior leader"),
                            ("dsl", "Safeguarding lead"),
                        ],
                        default="author",
                        max_length=6,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
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
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissals",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "key", "by"), name="dismissal_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["author", "slt", "dsl"])),
                        name="dismissal_known_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="dismissal_has_reason",
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
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approve", "Approved"),
                            ("return", "Returned"),
                            ("reject", "Rejected"),
                        ],
                        max_length=7,
                    ),
                ),
                ("comment", models.CharField(blank=True, max_length=1000)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("author")), _negated=True),
                        name="decision_not_on_ones_own_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "approve"), models.Q(("seal", ""), _negated=True)),
                            models.Q(
                                models.Q(("verdict", "approve"), _negated=True),
                                models.Q(("comment", ""), _negated=True),
                                ("seal", ""),
                            ),
                            _connector="OR",
                        ),
                        name="decision_sealed_or_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("given_on", models.DateField()),
                ("shown_on", models.DateField()),
                ("proven_at", models.DateTimeField()),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="consent.pupil",
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="drafts.decision",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["post"], name="consent_proof_of_post")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "pupil"), name="consent_proof_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consents", []), _negated=True),
                        name="consent_proof_relies_on_answers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
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
                            ("upload", "Upload a picture"),
                            ("create", "Create the post"),
                            ("delete", "Delete the post"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("in_flight", "On its way"),
                            ("accepted", "X said yes"),
                            ("rejected", "X said no"),
                            ("not_sent", "Did not leave"),
                            ("unknown", "No clear answer"),
                            ("found", "Found on the timeline"),
                            ("absent", "Not on the timeline"),
                            ("ambiguous", "The timeline does not tell"),
                        ],
                        default="prepared",
                        max_length=9,
                    ),
                ),
                ("endpoint", models.CharField(max_length=60)),
                ("request_hash", models.CharField(max_length=64)),
                ("worker", models.CharField(max_length=120)),
                (
                    "prepared_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("started_at", models.DateTimeField(null=True)),
                ("deadline_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("status_code", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("excerpt", models.CharField(blank=True, max_length=300)),
                ("tweet_id", models.CharField(blank=True, max_length=19)),
                ("media_id", models.CharField(blank=True, max_length=40)),
                ("media_key", models.CharField(blank=True, max_length=60)),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                ("next_look_at", models.DateTimeField(null=True)),
                (
                    "photo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="consent.photo",
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["prepared", "in_flight"])),
                        fields=["deadline_at"],
                        name="attempt_deadline",
                    ),
                    models.Index(
                        condition=models.Q(("state", "unknown")),
                        fields=["next_look_at"],
                        name="attempt_look",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "kind", "number"), name="attempt_one_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "prepared",
                                    "in_flight",
                                    "accepted",
                                    "rejected",
                                    "not_sent",
                                    "unknown",
                                    "found",
                                    "absent",
                                    "ambiguous",
                                ],
                            )
                        ),
                        name="attempt_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["create", "delete"]),
                            ("state__in", ["in_flight", "prepared", "unknown"]),
                        ),
                        fields=("post",),
                        name="attempt_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("kind", "create"), ("state__in", ["accepted", "found"])),
                            models.Q(("kind", "delete"), ("state__in", ["accepted", "absent"])),
                            _connector="OR",
                        ),
                        fields=("post", "kind"),
                        name="attempt_one_success",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("alt_text", models.CharField(blank=True, max_length=1000)),
                ("shows_pupils", models.BooleanField(null=True)),
                ("pupils_counted", models.PositiveSmallIntegerField(null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school", "Taken by staff of the school"),
                            ("parent", "Sent by a parent"),
                            ("visitor", "Sent by a visitor or partner"),
                            ("licensed", "Bought, or free to use"),
                            ("web", "Found on the web"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "declared",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_photos",
                        to="consent.photo",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="post_photos",
                        to="drafts.post",
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
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("post", "position"),
                        name="post_photo_one_place",
                    ),
                    models.UniqueConstraint(fields=("post", "photo"), name="post_photo_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 4)),
                        name="post_photo_at_most_four",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["", "school", "parent", "visitor", "licensed", "web"])
                        ),
                        name="post_photo_known_source",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="photos",
            field=models.ManyToManyField(
                related_name="posts", through="drafts.PostPhoto", to="consent.photo"
            ),
        ),
        migrations.CreateModel(
            name="SafetyMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=280)),
                ("topic", models.SlugField(max_length=20)),
                ("audience", models.SlugField(max_length=10)),
                ("origin", models.SlugField(blank=True, max_length=40)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
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
                        condition=models.Q(("text", ""), _negated=True),
                        name="safety_message_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at", None), ("retired_by", None)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_message_retired_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("origin", ""), _negated=True),
                        fields=("school", "origin"),
                        name="safety_message_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyNudge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term_began", models.DateField()),
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
                    models.UniqueConstraint(
                        fields=("school", "term_began"), name="safety_nudge_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("half-term", "At least once a half-term"),
                            ("weeks", "Once every so many weeks"),
                        ],
                        max_length=9,
                    ),
                ),
                ("weeks", models.PositiveSmallIntegerField(null=True)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("at", models.TimeField()),
                ("begins_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="x.account",
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
                    "run_by",
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
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="safety_plan_known_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rhythm", "half-term"), ("weeks", None)),
                            models.Q(
                                ("rhythm", "weeks"),
                                ("weeks__gte", 1),
                                ("weeks__isnull", False),
                                ("weeks__lte", 12),
                            ),
                            _connector="OR",
                        ),
                        name="safety_plan_known_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_plan_ended_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("school",),
                        name="safety_plan_one_going",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="planned_message",
                        to="drafts.post",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="drafts.safetymessage",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="drafts.safetyplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "due_on"), name="planned_message_one_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("template", models.TextField()),
                ("count", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("set_aside_at", models.DateTimeField(null=True)),
                (
                    "made_by",
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
                        related_name="series",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "-made_at", "-id"], name="series_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="series_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 2), ("count__lte", 40)),
                        name="series_of_some_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "post",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="series_entry",
                        to="drafts.post",
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
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="drafts.series",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"), name="series_entry_one_number"
                    ),
                    models.UniqueConstraint(fields=("series", "day"), name="series_entry_one_day"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="series_entry_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Takedown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("not-to-be-shown", "May no longer be shown"),
                            ("lapsed", "Consent has lapsed"),
                        ],
                        max_length=15,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "To be taken down"),
                            ("removed", "Deleted from X"),
                            ("never-live", "It did not go out"),
                            ("may-be-shown", "The child may be shown again"),
                            ("not-shown", "The child is not in it after all"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takedowns",
                        to="drafts.post",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takedowns",
                        to="consent.pupil",
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
                        fields=["school", "due_at"],
                        name="takedown_to_do",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("post", "pupil"),
                        name="takedown_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["not-to-be-shown", "lapsed"])),
                        name="takedown_known_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("outcome", "")),
                            models.Q(
                                ("done_at__isnull", False),
                                (
                                    "outcome__in",
                                    ["removed", "never-live", "may-be-shown", "not-shown"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="takedown_done_has_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("opened_at"))),
                        name="takedown_due_after_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="x.account",
                    ),
                ),
                (
                    "author",
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
                        fields=("school", "id", "author", "account"), name="thread_whole_key"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="thread",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="drafts.thread",
            ),
        ),
        migrations.CreateModel(
            name="Trip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("wall_time", models.CharField(max_length=22)),
                ("returns_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
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
                        condition=models.Q(("returned_at", None)),
                        fields=["returns_at"],
                        name="trip_away",
                    ),
                    models.Index(fields=["school", "-returned_at", "-id"], name="trip_latest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="trip_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at", None), ("returned_by", None)),
                            models.Q(
                                ("returned_at__isnull", False), ("returned_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="trip_return_recorded_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="trip",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="drafts.trip",
            ),
        ),
        migrations.CreateModel(
            name="TripAnswer",
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trip_answers",
                        to="drafts.post",
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
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="drafts.trip",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "trip"), name="trip_answer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TripClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "school_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consent.schoolclass",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="on_it",
                        to="drafts.trip",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("trip", "school_class"), name="trip_class_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "Ordinary post"),
                            ("emergency", "Emergency notice"),
                            ("online-safety", "Online-safety message"),
                        ],
                        default="ordinary",
                        max_length=13,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("pictures", models.JSONField(default=list)),
                ("findings", models.JSONField(default=list)),
                ("policy_version", models.PositiveSmallIntegerField()),
                ("approvals_needed", models.PositiveSmallIntegerField(default=1)),
                ("submitted_at", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="drafts.post",
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
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "number"), name="version_one_number"),
                    models.CheckConstraint(
                        condition=models.Q(("approvals_needed__gte", 1)),
                        name="version_needs_an_approval",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="drafts.version",
            ),
        ),
        migrations.CreateModel(
            name="WeeklyReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=120)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("at", models.TimeField()),
                ("in_term_only", models.BooleanField(default=True)),
                ("next_at", models.DateTimeField()),
                ("rung_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "made_by",
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
                        condition=models.Q(("ended_at", None)),
                        fields=["next_at", "id"],
                        name="reminder_due",
                    ),
                    models.Index(fields=["school", "person"], name="reminder_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="reminder_known_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="reminder_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklySlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("at", models.TimeField()),
                ("school_days_only", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="x.account",
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
                    "made_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="slot_known_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="slot_ended_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("account", "weekday", "at"),
                        name="slot_once_a_week",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlagOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing in it"),
                            ("returned", "Spoke with the author, to be changed"),
                            ("passed-on", "Passed on to the proper authority"),
                        ],
                        max_length=9,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
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
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="drafts.flag",
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
                        condition=models.Q(("outcome__in", ["nothing", "returned", "passed-on"])),
                        name="flag_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "nothing"),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="flag_outcome_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Freeze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("bereavement", "Bereavement"),
                            ("incident", "An incident"),
                            ("election", "An election period"),
                            ("exams", "Exams or tests"),
                            ("other", "Another reason"),
                        ],
                        max_length=11,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("reopened", models.PositiveIntegerField(default=0)),
                (
                    "began_by",
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "-began_at", "-id"], name="freeze_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("school",),
                        name="freeze_one_lasting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                ["bereavement", "incident", "election", "exams", "other"],
                            )
                        ),
                        name="freeze_known_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="freeze_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LibraryTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pupil_months", models.PositiveSmallIntegerField(default=6)),
                ("other_months", models.PositiveSmallIntegerField(default=12)),
                ("delete_after_days", models.PositiveSmallIntegerField(default=30)),
                ("repeat_days", models.PositiveSmallIntegerField(default=30)),
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
                    models.UniqueConstraint(fields=("school",), name="library_terms_one_a_school"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_months__range", (1, 84)), ("pupil_months__range", (1, 12))
                        ),
                        name="library_terms_have_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delete_after_days__lte", 366), ("repeat_days__lte", 366)
                        ),
                        name="library_terms_within_a_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
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
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "by"), name="look_one_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="LibraryPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("title", models.CharField(blank=True, max_length=80)),
                ("occasion", models.CharField(blank=True, max_length=80)),
                ("alt_text", models.CharField(blank=True, max_length=1000)),
                ("shows_pupils", models.BooleanField(null=True)),
                ("pupils_counted", models.PositiveSmallIntegerField(null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school", "Taken by staff of the school"),
                            ("parent", "Sent by a parent"),
                            ("visitor", "Sent by a visitor or partner"),
                            ("licensed", "Bought, or free to use"),
                            ("web", "Found on the web"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "declared",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("kept_at", models.DateTimeField()),
                ("use_by", models.DateField()),
                ("use_by_set_on", models.DateField()),
                ("reminded_of", models.DateField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_pictures",
                        to="consent.photo",
                    ),
                ),
                (
                    "retired_by",
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
                        related_name="library",
                        to="accounts.school",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_pictures",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "-kept_at", "-id"], name="library_latest"),
                    models.Index(
                        condition=models.Q(("gone_at", None), ("retired_at", None)),
                        fields=["use_by"],
                        name="library_ending",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gone_at", None), ("retired_at", None)),
                        fields=("photo",),
                        name="library_picture_shelved_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("use_by__gte", models.F("use_by_set_on"))),
                        name="library_picture_use_by_to_come",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at", None), ("retired_by", None)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="library_picture_retired_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at", None), models.Q(("title", ""), _negated=True)),
                            models.Q(
                                ("alt_text", ""),
                                ("gone_at__isnull", False),
                                ("occasion", ""),
                                ("title", ""),
                            ),
                            _connector="OR",
                        ),
                        name="library_picture_gone_has_no_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["", "school", "parent", "visitor", "licensed", "web"])
                        ),
                        name="library_picture_known_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                ("due_back_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "In their hands"),
                            ("posted", "Posted as approved"),
                            ("changed", "Posted with a change"),
                            ("let-go", "Not posted"),
                            ("no-word", "No word came back"),
                        ],
                        max_length=7,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
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
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="drafts.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["due_back_at"],
                        name="handover_due_back",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("post",),
                        name="handover_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("outcome__in", ["posted", "changed", "let-go", "no-word"]),
                            ),
                            _connector="OR",
                        ),
                        name="handover_ended_has_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), ("outcome", "changed"), _connector="OR"),
                        name="handover_note_is_of_a_change",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_back_at__gt", models.F("taken_at"))),
                        name="handover_due_after_taken",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("thread", "place"),
                name="post_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", None), ("thread", None)),
                    models.Q(
                        ("place__isnull", False),
                        ("place__range", (1, 10)),
                        ("thread__isnull", False),
                        models.Q(("kind", "emergency"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="post_place_in_thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "approve")),
                fields=("version", "by", "seal"),
                name="decision_one_approval_a_person",
            ),
        ),
    ]
