from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.models.photos import Photo
from consent.models.pupils import Pupil
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class FaceQuerySet(models.QuerySet["Face"]):
    def standing(self) -> Self:
        """Without the boxes that were taken away again."""
        return self.filter(removed_at=None)


class FaceAccountQuerySet(models.QuerySet["FaceAccount"]):
    def last_words(self) -> Self:
        """The last word on each box that was not taken away again; ask for whole faces."""
        standing = self.filter(face__removed_at=None).select_related("face")
        return standing.order_by("face_id", "-id").distinct("face_id")


class Face(SchoolOwned):
    """Where a face stands in a prepared picture: a box in its pixels from the top left.

    Faces are found and never recognised: nothing but these four numbers is computed or kept of
    one. ``added_by`` is who drew a box that the detector missed; only such a box can be removed.
    ``carried_from`` is the same face in the picture of which this one's is a copy.
    Source: Protection of Freedoms Act 2012, sections 26 to 28 (biometric information of children).
    """

    class FoundBy(models.TextChoices):
        DETECTOR = "detector", _("The software")
        PERSON = "person", _("A person")

    disposal: ClassVar[dict[str, Disposal]] = {
        "left": Disposal.ERASE,
        "top": Disposal.ERASE,
        "width": Disposal.ERASE,
        "height": Disposal.ERASE,
        "found_by": Disposal.ERASE,
        "added_at": Disposal.ERASE,
        "removed_at": Disposal.ERASE,
    }

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="faces")
    left = models.PositiveIntegerField()
    top = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    found_by = models.CharField(max_length=8, choices=FoundBy)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(FaceQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="face_has_a_size"),
            models.CheckConstraint(
                condition=Q(found_by="detector", added_by=None)
                | Q(found_by="person", added_by__isnull=False),
                name="face_added_by_a_person_or_found",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(found_by="person", removed_at__isnull=False, removed_by__isnull=False),
                name="face_found_is_not_removed",
            ),
        ]
        indexes = [models.Index(fields=["photo", "id"], name="face_of_photo")]

    def __str__(self) -> str:
        return f"Face {self.pk} in {self.photo}"


class FaceAccount(SchoolOwned):
    """Whose face a person says it is. Never changed: the last row of a face counts. It
    goes with the child's entry, and only then.

    Only somebody who knows the children says this; nothing is compared with anything.
    """

    class Who(models.TextChoices):
        PUPIL = "pupil", _("A pupil")
        ADULT = "adult", _("A member of staff or another adult")
        VISITOR = "visitor", _("A visitor")
        UNRECOGNISABLE = "unrecognisable", _("Nobody who can be recognised")

    disposal: ClassVar[dict[str, Disposal]] = {"who": Disposal.ERASE, "said_at": Disposal.ERASE}

    face = models.ForeignKey(Face, models.PROTECT, related_name="accounts")
    who = models.CharField(max_length=14, choices=Who)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="face_accounts")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = SchoolManager.from_queryset(FaceAccountQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(who="pupil", pupil__isnull=False)
                | Q(who__in=["adult", "visitor", "unrecognisable"], pupil=None),
                name="face_account_names_pupils_only",
            ),
        ]
        indexes = [
            models.Index(fields=["face", "-id"], name="face_account_latest"),
            models.Index(
                fields=["school", "pupil"],
                condition=Q(pupil__isnull=False),
                name="face_account_of_pupil",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.face}: {self.who}"


class NobodyStatement(SchoolOwned):
    """Somebody looked at a picture and signed that no child in it can be recognised.

    It counts until a face in that picture is said to be a pupil's.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"said_at": Disposal.NOT_PERSONAL}

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="nobody_statements")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        indexes = [models.Index(fields=["photo", "-id"], name="nobody_statement_latest")]

    def __str__(self) -> str:
        return f"Nobody recognisable in {self.photo}"
