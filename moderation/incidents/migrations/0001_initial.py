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
        ("drafts", "0001_initial"),
        ("x", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.SlugField(max_length=20)),
                (
                    "severity",
                    models.CharField(
                        choices=[("minor", "Minor"), ("serious", "Serious"), ("urgent", "Urgent")],
                        max_length=7,
                    ),
                ),
                ("is_confidential", models.BooleanField(default=False)),
                ("handle", models.CharField(blank=True, max_length=15)),
                ("link", models.CharField(blank=True, max_length=200)),
                ("reported_at", models.DateTimeField()),
                (
                    "clock",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("breach", "Tell the ICO, if it has to know"),
                            ("complaint", "Acknowledge the complaint"),
                            ("foi", "Answer the request"),
                            ("subject-access", "Hand out what is held"),
                        ],
                        max_length=14,
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("met_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("resolved", "Resolved"),
                            ("passed-on", "Passed on to an authority"),
                            ("unfounded", "There was nothing in it"),
                            ("double", "The same as another incident"),
                        ],
                        max_length=9,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="x.account",
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
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="drafts.post",
                    ),
                ),
                (
                    "reported_by",
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
                    models.Index(fields=["school", "-reported_at", "-id"], name="incident_latest"),
                    models.Index(
                        condition=models.Q(
                            ("closed_at", None), ("due_at__isnull", False), ("met_at", None)
                        ),
                        fields=["due_at"],
                        name="incident_clock_running",
                    ),
                    models.Index(fields=["school", "handle"], name="incident_of_account"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False), ("disposed_at", None)),
                        fields=["closed_at"],
                        name="incident_to_dispose_of",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["minor", "serious", "urgent"])),
                        name="incident_known_severity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clock", ""), ("due_at", None)),
                            models.Q(
                                ("clock__in", ["breach", "complaint", "foi", "subject-access"]),
                                ("due_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="incident_clock_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("outcome", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("outcome__in", ["resolved", "passed-on", "unfounded", "double"]),
                            ),
                            _connector="OR",
                        ),
                        name="incident_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposed_at", None),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("handle", ""),
                                ("link", ""),
                                ("post", None),
                            ),
                            _connector="OR",
                        ),
                        name="incident_disposed_of_says_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.BinaryField(default=b"")),
                ("until", models.DateField()),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", None)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hold_lifted_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("incident",),
                        name="hold_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hiding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tweet_id", models.CharField(blank=True, max_length=19)),
                ("hidden", models.BooleanField()),
                ("by_hand", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Waits to be sent"),
                            ("in_flight", "Being sent"),
                            ("unknown", "X did not answer; it will be asked again"),
                            ("accepted", "Done"),
                            ("rejected", "X refused"),
                            ("gone", "The reply is no longer on X"),
                        ],
                        default="prepared",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("deadline_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hidings",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at", None)),
                        fields=["next_try_at"],
                        name="hiding_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("school", "tweet_id"),
                        name="hiding_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at", None),
                                ("state__in", ["prepared", "in_flight", "unknown"]),
                            ),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("state__in", ["accepted", "rejected", "gone"]),
                            ),
                            _connector="OR",
                        ),
                        name="hiding_finished_or_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_hand", True), ("state", "accepted")),
                            models.Q(("account__isnull", False), ("by_hand", False)),
                            _connector="OR",
                        ),
                        name="hiding_by_hand_or_by_account",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("link", models.CharField(blank=True, max_length=200)),
                ("words", models.BinaryField(default=b"")),
                ("picture", models.BinaryField(default=b"")),
                ("media_type", models.CharField(blank=True, max_length=10)),
                ("seen_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("media_type__in", ("", "image/png", "image/jpeg"))),
                        name="evidence_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        name="evidence_has_digest",
                    ),
                    models.UniqueConstraint(fields=("incident", "digest"), name="evidence_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
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
                            ("reported", "Reported"),
                            ("note", "Note"),
                            ("evidence", "Evidence kept"),
                            ("step", "IncidentStep done"),
                            ("owner", "Given to somebody"),
                            ("severity", "Severity changed"),
                            ("confidential", "Made confidential"),
                            ("met", "The law's time was met"),
                            ("closed", "Closed"),
                            ("reopened", "Opened again"),
                            ("hiding", "Asked X to hide or show a reply"),
                            ("hidden", "A reply is hidden"),
                            ("shown", "A reply is shown again"),
                            ("not-hidden", "A reply could not be hidden"),
                            ("deletion", "Our post is to be deleted"),
                            ("linked", "Linked"),
                            ("letter", "A letter was filled in"),
                            ("exported", "Printed or exported"),
                            ("held", "Kept longer"),
                            ("released", "No longer kept longer"),
                            ("disposed", "Its words were destroyed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.SlugField(blank=True, max_length=20)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("words", models.BinaryField(default=b"")),
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["incident", "at", "id"], name="entry_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "reported",
                                    "note",
                                    "evidence",
                                    "step",
                                    "owner",
                                    "severity",
                                    "confidential",
                                    "met",
                                    "closed",
                                    "reopened",
                                    "hiding",
                                    "hidden",
                                    "shown",
                                    "not-hidden",
                                    "deletion",
                                    "linked",
                                    "letter",
                                    "exported",
                                    "held",
                                    "released",
                                    "disposed",
                                ),
                            )
                        ),
                        name="entry_known_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentLink",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="incidents.incident",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_back",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "other"), name="incidents_linked_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("incident__lt", models.F("other"))),
                        name="incidents_linked_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("reporter", "Whoever reported it"),
                            ("slt", "A senior leader"),
                            ("dsl", "The safeguarding lead"),
                            ("admin", "An administrator"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "does",
                    models.CharField(
                        choices=[
                            ("preserve", "Keep the evidence"),
                            ("hide", "Hide the reply"),
                            ("delete", "Delete our post"),
                            ("block", "Block the account"),
                            ("report", "Report to X"),
                            ("talk", "Talk"),
                            ("parents", "Tell the parents"),
                            ("dsl", "Tell the safeguarding lead"),
                            ("dpo", "Tell the data protection officer"),
                            ("ico", "Report to the ICO"),
                            ("lado", "Tell the designated officer (LADO)"),
                            ("care", "Refer to social care"),
                            ("police", "Call the police"),
                            ("prevent", "Tell the Prevent lead"),
                            ("iwf", "Report to the Internet Watch Foundation"),
                            ("tell", "Tell"),
                            ("stop", "Stop"),
                            ("secure", "Secure the account"),
                            ("assess", "Think it through"),
                            ("acknowledge", "Acknowledge"),
                            ("check", "Check"),
                            ("record", "Copy into the record"),
                            ("decide", "Decide"),
                        ],
                        max_length=11,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("due_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("", "To do"), ("done", "Done"), ("not-needed", "Not needed")],
                        max_length=10,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "position"), name="step_one_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None), ("result", "")),
                            models.Q(
                                ("done_at__isnull", False),
                                ("result__in", ["done", "not-needed"]),
                                ("done_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="step_done_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeepingTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.SlugField(max_length=20)),
                ("months", models.PositiveSmallIntegerField()),
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
                        fields=("school", "category"), name="incident_keeping_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1), ("months__lte", 120)),
                        name="incident_keeping_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("handle", models.CharField(max_length=15)),
                ("x_user_id", models.CharField(blank=True, max_length=19)),
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
                        models.F("school"),
                        django.db.models.functions.text.Lower("handle"),
                        name="other_account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("handle", ""), _negated=True),
                        name="other_account_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountLink",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_links",
                        to="incidents.incident",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="incidents.otheraccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "account"), name="account_linked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=20)),
                ("words", models.TextField()),
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
                    models.UniqueConstraint(fields=("school", "code"), name="letter_own_one_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnPlaybook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.SlugField(max_length=20)),
                ("steps", models.JSONField()),
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
                        fields=("school", "category"), name="playbook_one_a_kind"
                    )
                ],
            },
        ),
    ]
