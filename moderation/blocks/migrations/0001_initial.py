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
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.CharField(blank=True, max_length=19)),
                ("handle", models.CharField(blank=True, max_length=20)),
                ("reason", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to-do", "To be blocked on X"),
                            ("done", "Blocked by hand, not yet verified"),
                            ("verified", "Blocked: X’s list shows it"),
                            ("seen", "Blocked: somebody saw it, X was not asked"),
                            ("to-undo", "To be unblocked on X"),
                            ("undone", "Unblocked by hand, not yet verified"),
                            ("lifted", "No longer blocked"),
                            ("called-off", "Called off before it was done"),
                        ],
                        default="to-do",
                        max_length=10,
                    ),
                ),
                ("state_since", models.DateTimeField()),
                ("decided_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "told_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nobody"),
                            ("api", "X’s list of blocked accounts"),
                            ("archive", "The archive that X hands out"),
                            ("person", "A person who looked"),
                        ],
                        max_length=7,
                    ),
                ),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="x.account",
                    ),
                ),
                (
                    "decided_by",
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
                    models.Index(fields=["school", "-id"], name="block_latest"),
                    models.Index(fields=["school", "user_id"], name="block_of_user"),
                    models.Index(
                        condition=models.Q(("state__in", ["to-do", "to-undo"])),
                        fields=["due_at"],
                        name="block_to_remind",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "to-do",
                                    "done",
                                    "verified",
                                    "seen",
                                    "to-undo",
                                    "undone",
                                    "lifted",
                                    "called-off",
                                ],
                            )
                        ),
                        name="block_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user_id__regex", "^([0-9]{1,19})?$"),
                            ("handle__regex", "^[A-Za-z0-9_]{0,20}$"),
                            models.Q(("handle", ""), ("user_id", ""), _negated=True),
                        ),
                        name="block_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="block_has_a_reason"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("user_id", ""), _negated=True),
                            models.Q(("state__in", ["called-off", "lifted"]), _negated=True),
                        ),
                        fields=("account", "user_id"),
                        name="block_open_once",
                    ),
                    models.UniqueConstraint(
                        models.F("account"),
                        django.db.models.functions.text.Lower("handle"),
                        condition=models.Q(
                            ("user_id", ""),
                            models.Q(("state__in", ["called-off", "lifted"]), _negated=True),
                        ),
                        name="block_open_once_by_handle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="block_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["done", "seen"]), _negated=True),
                            ("done_at__isnull", False),
                            _connector="OR",
                        ),
                        name="block_is_said_to_be_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "verified"), _negated=True),
                            models.Q(
                                ("seen_at__isnull", False), ("told_by__in", ["api", "archive"])
                            ),
                            _connector="OR",
                        ),
                        name="block_is_verified_by_x",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "seen"), _negated=True),
                            models.Q(("seen_at__isnull", False), ("told_by", "person")),
                            _connector="OR",
                        ),
                        name="block_is_seen_by_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlockAttempt",
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
                        choices=[("block", "Block"), ("unblock", "Unblock")], max_length=7
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("in-flight", "On its way"),
                            ("accepted", "X said yes"),
                            ("rejected", "X said no"),
                            ("not-sent", "Did not leave"),
                            ("unknown", "No clear answer"),
                            ("found", "X’s list shows that it was done"),
                            ("absent", "X’s list shows that it was not done"),
                        ],
                        default="prepared",
                        max_length=9,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("deadline_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="blocks.block",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "prepared",
                                    "in-flight",
                                    "accepted",
                                    "rejected",
                                    "not-sent",
                                    "unknown",
                                    "found",
                                    "absent",
                                ],
                            )
                        ),
                        name="blockattempt_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["prepared", "in-flight", "unknown"])),
                        fields=("block",),
                        name="blockattempt_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlockEntry",
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
                            ("decided", "decided that it is to be blocked"),
                            ("again", "decided once more that it is to be blocked"),
                            ("done", "blocked it on X"),
                            ("verified", "found it on X’s list of blocked accounts"),
                            ("seen", "looked on X and saw that it is blocked; X was not asked"),
                            (
                                "not-listed",
                                "did not find it on X’s list: it is to be blocked again",
                            ),
                            ("following", "saw it follow again: it is to be blocked again"),
                            ("renamed", "saw that it has another name"),
                            ("reported", "reported it to X"),
                            ("called-off", "called it off"),
                            ("to-undo", "decided that it is to be unblocked"),
                            ("undone", "unblocked it on X"),
                            ("still-there", "still found it on X’s list"),
                            ("gone", "no longer found it on X’s list"),
                            ("seen-gone", "looked on X and saw that it is no longer blocked"),
                            ("sent", "asked X to do it"),
                            ("accepted", "was told by X that it is done"),
                            ("refused", "was told no by X"),
                            ("not-sent", "could not ask X"),
                            ("reminded", "reminded whoever does it"),
                        ],
                        max_length=11,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="blocks.block",
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
                "indexes": [models.Index(fields=["block", "at", "id"], name="blockentry_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "decided",
                                    "again",
                                    "done",
                                    "verified",
                                    "seen",
                                    "not-listed",
                                    "following",
                                    "renamed",
                                    "reported",
                                    "called-off",
                                    "to-undo",
                                    "undone",
                                    "still-there",
                                    "gone",
                                    "seen-gone",
                                    "sent",
                                    "accepted",
                                    "refused",
                                    "not-sent",
                                    "reminded",
                                ],
                            )
                        ),
                        name="blockentry_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["reported", "called-off", "to-undo"]), _negated=True
                            ),
                            models.Q(models.Q(("words", ""), _negated=True), ("by__isnull", False)),
                            _connector="OR",
                        ),
                        name="blockentry_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlockReading",
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
                        choices=[("api", "X’s list"), ("archive", "An archive")], max_length=7
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("complete", "Read to its end"),
                            ("given-up", "Given up before its end"),
                        ],
                        default="reading",
                        max_length=8,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("next_token", models.CharField(blank=True, max_length=200)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("listed", models.PositiveIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("held_until", models.DateTimeField(null=True)),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("trouble", models.SlugField(blank=True, max_length=40)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="block_readings",
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
                        condition=models.Q(("state", "reading")),
                        fields=["next_try_at"],
                        name="blockreading_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "reading")),
                        fields=("account",),
                        name="blockreading_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "reading")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("held_until", None),
                                ("state__in", ["complete", "given-up"]),
                            ),
                            _connector="OR",
                        ),
                        name="blockreading_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "complete"), _negated=True),
                            ("next_token", ""),
                            _connector="OR",
                        ),
                        name="blockreading_complete_has_no_next_page",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlockSighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="blocks.block",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="blocks.blockreading",
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
                    models.UniqueConstraint(fields=("reading", "block"), name="blocksighting_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BlockTimes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
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
                    models.UniqueConstraint(fields=("school",), name="blocktimes_one_a_school"),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("days__lte", 10)),
                        name="blocktimes_within_two_weeks",
                    ),
                ],
            },
        ),
    ]
