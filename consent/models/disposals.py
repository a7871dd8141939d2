"""What was disposed of, and how long a school keeps what it holds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

LEAVER_MONTHS, PICTURE_MONTHS = 12, 24
"""Where a school has chosen nothing: a year after the last day, and as long as a post may stay."""
MOST_MONTHS = 84


class Retention(SchoolOwned):
    """How many months a school keeps the entry of a child who has left, and a picture that is in
    no post on X. A school without a row keeps them as long as the constants above say.

    Source: UK GDPR Article 5(1)(e); the school's own retention schedule gives the figures.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    leaver_months = models.PositiveSmallIntegerField(default=LEAVER_MONTHS)
    picture_months = models.PositiveSmallIntegerField(default=PICTURE_MONTHS)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="retention_one_a_school"),
            models.CheckConstraint(
                condition=Q(leaver_months__gte=1, leaver_months__lte=MOST_MONTHS)
                & Q(picture_months__gte=1, picture_months__lte=MOST_MONTHS),
                name="retention_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Retention of {self.school}"


class Disposed(SchoolOwned):
    """One line of the log of disposal: so many of one kind, why, when and by whom. Never changed.

    It says of nobody whose they were, and nothing of what was written on a child's protection.
    ``by`` is null where the nightly job did it.
    """

    class Kind(models.TextChoices):
        ENTRY = "entry", _("Children’s entries on the roll")
        CARER = "carer", _("Parents and carers")
        PAPER = "paper", _("Scans of paper forms")
        PHOTO = "photo", _("Photos")
        FACE = "face", _("Faces said to be a child’s")
        LINK = "link", _("Links to the family page")
        MESSAGE = "message", _("Mails to families")
        IMPORT = "import", _("Lines kept to undo an import")

    class Why(models.TextChoices):
        REQUEST = "request", _("Asked for")
        RETENTION = "retention", _("Its time was over")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "why": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="disposals")
    kind = models.CharField(max_length=7, choices=Kind)
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=9, choices=Why)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="disposed_of_something"),
            models.CheckConstraint(
                condition=Q(why="retention") | Q(why="request", by__isnull=False),
                name="disposed_by_somebody_or_in_time",
            ),
        ]
        indexes = [models.Index(fields=["school", "-at", "-id"], name="disposed_latest")]

    def __str__(self) -> str:
        return f"{self.number} × {self.kind}"
