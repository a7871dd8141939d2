from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class RollImport(SchoolOwned):
    """A file with the school's roll, from first sight to undoing.

    ``file`` is a name in the private storage, empty once erased. ``mapping`` gives each field the
    name of its column, and "" the names of unused ones. ``digest`` is of everything the preview
    showed: what is confirmed is what is written. ``by`` is null for the command line.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Not imported yet")
        APPLIED = "applied", _("Imported")
        UNDONE = "undone", _("Undone")

    class Covers(models.TextChoices):
        PART = "part", _("Some of the school: nobody missing from the file has left")
        WHOLE = "whole", _("The whole school: whoever is missing from the file has left")

    disposal: ClassVar[dict[str, Disposal]] = {
        "state": Disposal.NOT_PERSONAL,
        "covers": Disposal.NOT_PERSONAL,
        "file": Disposal.ERASE,
        "file_name": Disposal.SCRUB,
        "mapping": Disposal.NOT_PERSONAL,
        "counts": Disposal.NOT_PERSONAL,
        "remarks": Disposal.SCRUB,
        "digest": Disposal.NOT_PERSONAL,
        "at": Disposal.NOT_PERSONAL,
        "applied_at": Disposal.NOT_PERSONAL,
        "undone_at": Disposal.NOT_PERSONAL,
    }

    state = models.CharField(max_length=9, choices=State, default=State.PREVIEWED)
    covers = models.CharField(max_length=5, choices=Covers, default=Covers.PART)
    file = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="previewed") | Q(applied_at__isnull=False),
                name="roll_import_applied_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False),
                name="roll_import_undone_has_time",
            ),
            models.CheckConstraint(
                condition=Q(covers__in=["part", "whole"]), name="roll_import_known_cover"
            ),
        ]
        indexes = [models.Index(fields=["school", "-at"], name="roll_import_latest")]

    def __str__(self) -> str:
        return f"Import {self.pk}"


class RollChange(SchoolOwned):
    """One row that an import wrote: what it was before (null: not there) and what it became.

    Undoing puts ``former`` back, and refuses where the row is no longer what ``latter`` says.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        LEFT = "left", _("Left")
        BACK = "back", _("Back at the school")

    class Of(models.TextChoices):
        CLASS = "schoolclass", _("Class")
        PUPIL = "pupil", _("Pupil")
        GUARDIAN = "guardian", _("Parent or carer")
        GUARDIANSHIP = "guardianship", _("Parent or carer of a child")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.ERASE,
        "of": Disposal.ERASE,
        "row": Disposal.ERASE,
        "former": Disposal.ERASE,
        "latter": Disposal.ERASE,
    }

    # Written by the hundred thousand: the wall's key (school, import) and the unique one below hold
    # all that keys and indexes of these two would
    school = models.ForeignKey(
        "accounts.School",
        models.PROTECT,
        related_name="rollchanges",
        db_index=False,
        db_constraint=False,
    )
    roll_import = models.ForeignKey(
        RollImport,
        models.CASCADE,
        related_name="changes",
        db_index=False,
        db_constraint=False,
    )
    kind = models.CharField(max_length=7, choices=Kind)
    of = models.CharField(max_length=12, choices=Of)
    row = models.BigIntegerField()
    former = models.JSONField(null=True)
    latter = models.JSONField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll_import", "of", "row"], name="roll_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.of} {self.row}"
