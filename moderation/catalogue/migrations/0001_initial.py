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
        ("consent", "0001_initial"),
        ("drafts", "0001_initial"),
        ("policy", "0001_initial"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Audit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("reached", models.BigIntegerField(default=0)),
                ("found", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("school",),
                        name="audit_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("found__lte", models.F("done"))),
                        name="audit_found_of_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Keeping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("post_months", models.PositiveSmallIntegerField(default=24)),
                ("words_months", models.PositiveSmallIntegerField(default=12)),
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
                    models.UniqueConstraint(fields=("school",), name="keeping_one_a_school"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post_months__gte", 1),
                            ("post_months__lte", 240),
                            ("words_months__gte", 1),
                            ("words_months__lte", 240),
                        ),
                        name="keeping_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tweet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tweet_id", models.CharField(max_length=19)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("reply", "Reply"),
                            ("repost", "Repost of another account"),
                        ],
                        default="post",
                        max_length=6,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("timeline", "Seen on the timeline"),
                            ("archive", "From the archive of the account"),
                            ("ledger", "Posted through School Social"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("text_sha256", models.CharField(blank=True, max_length=64)),
                ("posted_at", models.DateTimeField()),
                ("first_seen_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField(null=True)),
                ("unseen_since", models.DateTimeField(null=True)),
                ("missing_since", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("pictures_on_x", models.PositiveSmallIntegerField(default=0)),
                ("scrubbed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tweets",
                        to="x.account",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tweet",
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
                "indexes": [
                    models.Index(fields=["school", "-posted_at", "-id"], name="tweet_newest"),
                    models.Index(
                        condition=models.Q(("missing_since", None)),
                        fields=["account", "-posted_at"],
                        name="tweet_live",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "tweet_id"), name="tweet_once"),
                    models.CheckConstraint(
                        condition=models.Q(("tweet_id__regex", "^[0-9]{1,19}$")),
                        name="tweet_id_is_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["timeline", "archive", "ledger"])),
                        name="tweet_known_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["post", "reply", "repost"])),
                        name="tweet_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("post", None), ("text", ""), _connector="OR"),
                        name="tweet_words_have_one_home",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post", None), ("source__in", ["timeline", "archive"])),
                            ("post__isnull", False),
                            _connector="OR",
                        ),
                        name="tweet_of_the_ledger_has_its_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_seen_at", None),
                            ("last_seen_at__gte", models.F("first_seen_at")),
                            _connector="OR",
                        ),
                        name="tweet_last_seen_after_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pictures_on_x__lte", 4)),
                        name="tweet_at_most_four_pictures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scrubbed_at", None), ("text", ""), _connector="OR"),
                        name="tweet_scrubbed_has_no_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("policy", "It is not as the policy wants it today"),
                            ("child", "A child in it may no longer be shown"),
                            ("faces", "It shows faces nobody has accounted for"),
                            ("old", "It is older than the school keeps posts"),
                            ("outside", "It was posted outside School Social"),
                            ("other", "Another reason"),
                        ],
                        max_length=7,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                ("text_sha256", models.CharField(max_length=64)),
                (
                    "picture_sha256s",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                ("next_look_at", models.DateTimeField()),
                ("last_word", models.SlugField(blank=True, max_length=20)),
                ("gone_at", models.DateTimeField(null=True)),
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
                (
                    "tweet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removal",
                        to="catalogue.tweet",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["next_look_at", "id"],
                        name="removal_to_verify",
                    ),
                    models.Index(fields=["school", "since"], name="removal_figures"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text_sha256__regex", "^[0-9a-f]{64}$")),
                        name="removal_keeps_a_print",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("asked_at"))),
                        name="removal_reason_comes_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone_at", None),
                            ("gone_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="removal_gone_after_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noted_on", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("stop", "Today it would be stopped"),
                            ("ask", "Today somebody would be asked"),
                        ],
                        max_length=4,
                    ),
                ),
                ("findings", models.JSONField(default=list)),
                ("faces", models.PositiveSmallIntegerField(default=0)),
                ("unseen", models.PositiveSmallIntegerField(default=0)),
                ("films", models.PositiveSmallIntegerField(default=0)),
                ("is_old", models.BooleanField(default=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "To be decided"),
                            ("keep", "Kept"),
                            ("again", "To be looked at again"),
                            ("take-down", "To be taken down"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="catalogue.audit",
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
                (
                    "tweet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remark",
                        to="catalogue.tweet",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decision__in", ["", "again"])),
                        fields=["school", "-noted_on", "-id"],
                        name="remark_to_decide",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["stop", "ask"])),
                        name="remark_known_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("decision", "")),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decision__in", ["keep", "again", "take-down"]),
                                ("decided_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="remark_decided_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
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
                            ("outside", "Posted outside School Social"),
                            ("missing", "No longer on X"),
                            ("standing", "Deleted, and still on X"),
                        ],
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "To be decided"),
                            ("adopted", "Taken into the record"),
                            ("explained", "Posted by hand, and why"),
                            ("taken-down", "Taken down"),
                            ("by-hand", "Somebody deleted it by hand"),
                            ("account", "Something is wrong with the account"),
                            ("ours", "It was ours after all"),
                            ("back", "X shows it again"),
                            ("gone", "X no longer has it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("passed_on_at", models.DateTimeField(null=True)),
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tweet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="catalogue.tweet",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["school", "opened_at", "id"],
                        name="case_open",
                    ),
                    models.Index(
                        condition=models.Q(("passed_on_at", None)),
                        fields=["id"],
                        name="case_to_pass_on",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("tweet", "kind"),
                        name="case_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "outside")),
                        fields=("tweet",),
                        name="case_outside_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer__in", ["", "adopted", "explained", "taken-down", "ours"]),
                                ("kind", "outside"),
                            ),
                            models.Q(
                                ("answer__in", ["", "by-hand", "account", "back"]),
                                ("kind", "missing"),
                            ),
                            models.Q(("answer__in", ["", "gone", "account"]), ("kind", "standing")),
                            _connector="OR",
                        ),
                        name="case_known_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_answered_has_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ["", "ours", "back", "gone"]),
                            models.Q(
                                ("answered_by__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_answer_has_person_and_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TweetMedia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("photo", "Picture"),
                            ("video", "Video"),
                            ("animated_gif", "Moving picture"),
                            ("", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=500)),
                ("alt_text", models.CharField(max_length=1000, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be fetched from X"),
                            ("held", "Held here"),
                            ("gone", "X no longer has it"),
                            ("failed", "Could not be fetched"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("held_until", models.DateTimeField(null=True)),
                ("trouble", models.SlugField(blank=True, max_length=20)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "tweet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="media",
                        to="catalogue.tweet",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="tweet_media_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tweet", "position"), name="tweet_media_one_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 4)),
                        name="tweet_media_at_most_four",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "held", "gone", "failed"])),
                        name="tweet_media_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "waiting"), models.Q(("address", ""), _negated=True)
                            ),
                            models.Q(("address", ""), ("state__in", ["held", "gone"])),
                            models.Q(("state", "failed"), models.Q(("trouble", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="tweet_media_waits_for_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries__lte", 5)),
                        name="tweet_media_tried_five_times_at_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TweetPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tweet_pictures",
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
                    "tweet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tweet_pictures",
                        to="catalogue.tweet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tweet", "position"), name="tweet_picture_one_place"
                    ),
                    models.UniqueConstraint(fields=("tweet", "photo"), name="tweet_picture_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 4)),
                        name="tweet_picture_at_most_four",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="tweet",
            name="pictures",
            field=models.ManyToManyField(
                related_name="tweets", through="catalogue.TweetPicture", to="consent.photo"
            ),
        ),
        migrations.CreateModel(
            name="Watch",
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
                ("whole_asked_at", models.DateTimeField(null=True)),
                ("whole_read_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("trouble", models.SlugField(blank=True, max_length=40)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="watch",
                        to="x.account",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="watches",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["next_read_at", "id"], name="watch_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reading_began_at", None), _negated=True),
                            models.Q(("highest", ""), ("next_token", "")),
                            _connector="OR",
                        ),
                        name="watch_at_rest_has_no_page",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchiveImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting to be read"),
                            ("reading", "Being read"),
                            ("done", "Taken in"),
                            ("refused", "Refused"),
                        ],
                        default="received",
                        max_length=8,
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=120)),
                ("reason", models.SlugField(blank=True, max_length=20)),
                ("reached", models.PositiveIntegerField(default=0)),
                ("fresh", models.PositiveIntegerField(default=0)),
                ("pictures", models.PositiveIntegerField(default=0)),
                ("unusable", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("held_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_imports",
                        to="x.account",
                    ),
                ),
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
                    models.Index(fields=["school", "-at", "-id"], name="archive_latest"),
                    models.Index(
                        condition=models.Q(("state__in", ("received", "reading"))),
                        fields=["at"],
                        name="archive_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("received", "reading"))),
                        fields=("account",),
                        name="archive_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at", None),
                                ("state__in", ("received", "reading")),
                                models.Q(("file", ""), _negated=True),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("file", ""),
                                ("state__in", ["done", "refused"]),
                            ),
                            _connector="OR",
                        ),
                        name="archive_read_has_no_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "refused"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="archive_refused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_at__lte", models.F("at"))),
                        name="archive_made_before_it_came",
                    ),
                ],
            },
        ),
    ]
