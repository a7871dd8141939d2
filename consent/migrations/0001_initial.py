"""Every table of this room; what the database refuses besides is in the walls after it."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import consent.models.photos


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("academic_year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=6,
                    ),
                ),
                (
                    "reminder_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("opens_on", models.DateField(null=True)),
                ("opened_on", models.DateField(null=True)),
                ("closes_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
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
                        condition=models.Q(("state__in", ["draft", "open"])),
                        fields=("school",),
                        name="campaign_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("opened_on", None), ("state", "draft")),
                            models.Q(
                                ("closed_on", None), ("opened_on__isnull", False), ("state", "open")
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("opened_on__isnull", False),
                                ("state", "closed"),
                            ),
                            _connector="OR",
                        ),
                        name="campaign_days_fit_its_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on", None),
                            models.Q(("opens_on__lt", models.F("closes_on")), ("state", "draft")),
                            _connector="OR",
                        ),
                        name="campaign_plans_to_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guardian",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("address", models.TextField(blank=True, max_length=400)),
                ("language", models.CharField(default="en", max_length=12)),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
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
                            ("erased_at", None),
                            models.Q(
                                ("address", ""),
                                ("email", ""),
                                ("language", ""),
                                ("name", ""),
                                ("phone", ""),
                            ),
                            _connector="OR",
                        ),
                        name="guardian_erased_is_nobody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seed", models.CharField(max_length=64)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("tries_left", models.PositiveSmallIntegerField(default=5)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="consent.campaign",
                    ),
                ),
                (
                    "issued_by",
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
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="consent.guardian",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("campaign", "guardian"),
                        name="family_link_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries_left__lte", 5)),
                        name="family_link_five_tries_at_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=consent.models.photos.new_token, max_length=32, unique=True
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Being prepared"),
                            ("ready", "Ready"),
                            ("refused", "Refused"),
                            ("erased", "Deleted"),
                        ],
                        default="received",
                        max_length=8,
                    ),
                ),
                ("original", models.CharField(blank=True, max_length=120)),
                ("content", models.CharField(blank=True, max_length=120)),
                ("thumbnail", models.CharField(blank=True, max_length=120)),
                ("media_type", models.CharField(blank=True, max_length=20)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=200)),
                ("processed_at", models.DateTimeField(null=True)),
                (
                    "rights",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("written", models.TextField(null=True)),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("readings", models.PositiveSmallIntegerField(default=0)),
                ("reading_began_at", models.DateTimeField(null=True)),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                ("look_began_at", models.DateTimeField(null=True)),
                ("faces_found_at", models.DateTimeField(null=True)),
                ("cut_left", models.PositiveIntegerField(default=0)),
                ("cut_top", models.PositiveIntegerField(default=0)),
                ("let_go_at", models.DateTimeField(null=True)),
                (
                    "derived_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived",
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
                    "uploaded_by",
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
                    models.Index(
                        condition=models.Q(("state", "received")),
                        fields=["uploaded_at"],
                        name="photo_waiting",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("readings__lt", 3), ("state", "ready"), ("written__isnull", True)
                        ),
                        fields=["uploaded_at"],
                        name="photo_to_read",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("faces_found_at__isnull", True), ("looks__lt", 3), ("state", "ready")
                        ),
                        fields=["uploaded_at"],
                        name="photo_to_look_at",
                    ),
                    models.Index(
                        condition=models.Q(("let_go_at__isnull", False), ("state", "ready")),
                        fields=["let_go_at"],
                        name="photo_let_go",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(
                                models.Q(("content", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="photo_ready_has_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refusal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="photo_refused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("readings__lte", 3)),
                        name="photo_read_three_times_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("looks__lte", 3)),
                        name="photo_looked_at_three_times_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "erased"), _negated=True),
                            models.Q(("content", ""), ("original", ""), ("thumbnail", "")),
                            _connector="OR",
                        ),
                        name="photo_erased_has_no_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NobodyStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "said_by",
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
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nobody_statements",
                        to="consent.photo",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["photo", "-id"], name="nobody_statement_latest")],
            },
        ),
        migrations.CreateModel(
            name="Face",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("left", models.PositiveIntegerField()),
                ("top", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                (
                    "found_by",
                    models.CharField(
                        choices=[("detector", "The software"), ("person", "A person")], max_length=8
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="consent.face",
                    ),
                ),
                (
                    "removed_by",
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
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="faces",
                        to="consent.photo",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["photo", "id"], name="face_of_photo")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("width__gt", 0)),
                        name="face_has_a_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("added_by", None), ("found_by", "detector")),
                            models.Q(("added_by__isnull", False), ("found_by", "person")),
                            _connector="OR",
                        ),
                        name="face_added_by_a_person_or_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(
                                ("found_by", "person"),
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="face_found_is_not_removed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pupil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("admission_number", models.CharField(max_length=20)),
                ("legal_forename", models.CharField(max_length=80)),
                ("legal_surname", models.CharField(blank=True, max_length=80)),
                ("preferred_forename", models.CharField(blank=True, max_length=80)),
                ("preferred_surname", models.CharField(blank=True, max_length=80)),
                ("year_group", models.CharField(max_length=3)),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("born_on", models.DateField(null=True)),
                ("joined_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
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
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("school", "admission_number"),
                        name="pupil_one_admission_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NeverPublish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_set", models.BooleanField()),
                ("reason", models.BinaryField()),
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
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="never_publish",
                        to="consent.pupil",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "pupil", "-id"], name="never_publish_latest")
                ],
            },
        ),
        migrations.CreateModel(
            name="Guardianship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("parent", "Parent"),
                            ("step-parent", "Step-parent"),
                            ("grandparent", "Grandparent"),
                            ("guardian", "Legal guardian"),
                            ("foster-carer", "Foster carer"),
                            ("local-authority", "Local authority"),
                            ("other", "Other"),
                        ],
                        default="parent",
                        max_length=15,
                    ),
                ),
                ("parental_responsibility", models.BooleanField()),
                ("first_contact", models.BooleanField(default=False)),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianships",
                        to="consent.guardian",
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
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianships",
                        to="consent.pupil",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pupil", "guardian"), name="guardianship_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("first_contact", True)),
                        fields=("pupil",),
                        name="guardianship_one_first_contact",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="guardian",
            name="pupils",
            field=models.ManyToManyField(
                related_name="guardians", through="consent.Guardianship", to="consent.pupil"
            ),
        ),
        migrations.CreateModel(
            name="FaceAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("pupil", "A pupil"),
                            ("adult", "A member of staff or another adult"),
                            ("visitor", "A visitor"),
                            ("unrecognisable", "Nobody who can be recognised"),
                        ],
                        max_length=14,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "face",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="consent.face",
                    ),
                ),
                (
                    "said_by",
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
                    "pupil",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="face_accounts",
                        to="consent.pupil",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["face", "-id"], name="face_account_latest"),
                    models.Index(
                        condition=models.Q(("pupil__isnull", False)),
                        fields=["school", "pupil"],
                        name="face_account_of_pupil",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pupil__isnull", False), ("who", "pupil")),
                            models.Q(
                                ("pupil", None), ("who__in", ["adult", "visitor", "unrecognisable"])
                            ),
                            _connector="OR",
                        ),
                        name="face_account_names_pupils_only",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Purpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("question", models.CharField(max_length=300)),
                ("position", models.PositiveSmallIntegerField()),
                ("is_asked", models.BooleanField(default=True)),
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
                    models.UniqueConstraint(fields=("school", "code"), name="purpose_one_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterChange",
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
                            ("answer", "A new answer"),
                            ("withdrawal", "A withdrawal"),
                            ("lapse", "Consent lapsed"),
                            ("left", "Left the school"),
                            ("never-publish", "Do not publish"),
                            ("tag", "Who is in a photo was corrected"),
                        ],
                        max_length=13,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_changes",
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
                        condition=models.Q(("handled_at", None)),
                        fields=["at"],
                        name="register_to_handle",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Retention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leaver_months", models.PositiveSmallIntegerField(default=12)),
                ("picture_months", models.PositiveSmallIntegerField(default=24)),
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
                    models.UniqueConstraint(fields=("school",), name="retention_one_a_school"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leaver_months__gte", 1),
                            ("leaver_months__lte", 84),
                            ("picture_months__gte", 1),
                            ("picture_months__lte", 84),
                        ),
                        name="retention_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("previewed", "Not imported yet"),
                            ("applied", "Imported"),
                            ("undone", "Undone"),
                        ],
                        default="previewed",
                        max_length=9,
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("part", "Some of the school: nobody missing from the file has left"),
                            (
                                "whole",
                                "The whole school: whoever is missing from the file has left",
                            ),
                        ],
                        default="part",
                        max_length=5,
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=120)),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("mapping", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("remarks", models.JSONField(default=list)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
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
                "indexes": [models.Index(fields=["school", "-at"], name="roll_import_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "previewed"), ("applied_at__isnull", False), _connector="OR"
                        ),
                        name="roll_import_applied_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "undone"), _negated=True),
                            ("undone_at__isnull", False),
                            _connector="OR",
                        ),
                        name="roll_import_undone_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covers__in", ["part", "whole"])),
                        name="roll_import_known_cover",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollChange",
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
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("left", "Left"),
                            ("back", "Back at the school"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("schoolclass", "Class"),
                            ("pupil", "Pupil"),
                            ("guardian", "Parent or carer"),
                            ("guardianship", "Parent or carer of a child"),
                        ],
                        max_length=12,
                    ),
                ),
                ("row", models.BigIntegerField()),
                ("former", models.JSONField(null=True)),
                ("latter", models.JSONField()),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rollchanges",
                        to="accounts.school",
                    ),
                ),
                (
                    "roll_import",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="consent.rollimport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("roll_import", "of", "row"), name="roll_change_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("academic_year", models.PositiveSmallIntegerField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "academic_year", "name"), name="class_one_name_a_year"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="pupil",
            name="school_class",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pupils",
                to="consent.schoolclass",
            ),
        ),
        migrations.CreateModel(
            name="OwnClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "school_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consent.schoolclass",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "school_class"), name="own_class_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("questions", models.JSONField()),
                ("notice", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school", "number"), name="wording_one_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes"), ("limited", "Yes, with limits"), ("no", "No")],
                        max_length=7,
                    ),
                ),
                (
                    "limits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("no-name", "Without the name"),
                                ("group-only", "Only in a group"),
                                ("no-face", "Only where the face cannot be made out"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("relationship", models.CharField(blank=True, max_length=15)),
                ("parental_responsibility", models.BooleanField()),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("paper", "On paper"),
                            ("online", "Online"),
                            ("phone", "By phone or in person"),
                        ],
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=12)),
                ("given_on", models.DateField()),
                ("academic_year", models.PositiveSmallIntegerField()),
                ("expires_on", models.DateField()),
                ("is_withdrawal", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
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
                    "guardian",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="consent.guardian",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="consent.pupil",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="consent.purpose",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="consent.wording",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["school", "pupil", "purpose", "-recorded_at"], name="consent_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "limited", "no"])),
                        name="consent_known_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", "limited"), models.Q(("limits", []), _negated=True)
                            ),
                            models.Q(
                                models.Q(("answer", "limited"), _negated=True), ("limits", [])
                            ),
                            _connector="OR",
                        ),
                        name="consent_limits_only_when_limited",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limits__contained_by", ["no-name", "group-only", "no-face"])
                        ),
                        name="consent_known_limits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["paper", "online", "phone"])),
                        name="consent_known_method",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_withdrawal", False), ("answer", "no"), _connector="OR"
                        ),
                        name="consent_withdrawal_is_no",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("guardian__isnull", False),
                            ("parental_responsibility", False),
                            _connector="OR",
                        ),
                        name="consent_child_has_no_responsibility",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gte", models.F("given_on"))),
                        name="consent_expires_after_given",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="campaign",
            name="wording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="campaigns",
                to="consent.wording",
            ),
        ),
        migrations.CreateModel(
            name="CampaignStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("started", "began to prepare it"),
                            ("revised", "changed it"),
                            ("planned", "planned its opening"),
                            ("held", "called its opening off"),
                            ("opened", "opened it"),
                            ("reminded", "reminded who had not answered"),
                            ("closed", "closed it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("day", models.PositiveSmallIntegerField(null=True)),
                ("families", models.PositiveIntegerField(default=0)),
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
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="consent.campaign",
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
                        condition=models.Q(("day__isnull", False), ("verb", "reminded")),
                        fields=("campaign", "day"),
                        name="campaign_one_reminder_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=consent.models.photos.new_token, max_length=32, unique=True
                    ),
                ),
                ("content", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="consent.consent",
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
                                "media_type__in",
                                (
                                    "application/pdf",
                                    "image/jpeg",
                                    "image/png",
                                    "image/webp",
                                    "image/heic",
                                ),
                            )
                        ),
                        name="consent_document_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sha256", ""), _negated=True),
                            models.Q(
                                models.Q(
                                    ("erased_at", None), models.Q(("content", ""), _negated=True)
                                ),
                                models.Q(("content", ""), ("erased_at__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="consent_document_has_content_or_is_erased",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposed",
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
                            ("entry", "Children’s entries on the roll"),
                            ("carer", "Parents and carers"),
                            ("paper", "Scans of paper forms"),
                            ("photo", "Photos"),
                            ("face", "Faces said to be a child’s"),
                            ("link", "Links to the family page"),
                            ("message", "Mails to families"),
                            ("import", "Lines kept to undo an import"),
                        ],
                        max_length=7,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "why",
                    models.CharField(
                        choices=[("request", "Asked for"), ("retention", "Its time was over")],
                        max_length=9,
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
                        related_name="disposals",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "-at", "-id"], name="disposed_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="disposed_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("why", "retention"),
                            models.Q(("by__isnull", False), ("why", "request")),
                            _connector="OR",
                        ),
                        name="disposed_by_somebody_or_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyMessage",
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
                            ("invitation", "Invitation"),
                            ("reminder", "Reminder"),
                            ("receipt", "Receipt"),
                            ("gone", "A post was taken down"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="consent.familylink",
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
                        condition=models.Q(("dropped_at", None), ("sent_at", None)),
                        fields=["queued_at"],
                        name="family_message_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "receipt"), _negated=True),
                        fields=("link", "kind", "day"),
                        name="family_message_once_a_day",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="pupil",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at", None),
                    models.Q(
                        ("admission_number__startswith", "erased-"),
                        ("born_on", None),
                        ("joined_on", None),
                        ("left_on__isnull", False),
                        ("legal_forename", ""),
                        ("legal_surname", ""),
                        ("preferred_forename", ""),
                        ("preferred_surname", ""),
                        ("school_class", None),
                        ("upn", ""),
                        ("year_group", ""),
                    ),
                    _connector="OR",
                ),
                name="pupil_erased_is_nobody",
            ),
        ),
    ]
