from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class Declaration(SchoolOwned):
    """How somebody says their professional account is set up, once each academic year (S18).

    ``year`` is the year of its September. The school does not look into the account: its owner
    answers for it. ``parents_may_follow`` is each teacher's own decision (S13).
    """

    disposal: ClassVar[dict[str, Disposal]] = {"who_follows": Disposal.NOT_PERSONAL}

    class WhoFollows(models.TextChoices):
        ANYBODY = "anybody", _("Anybody; I look through them")
        APPROVED = "approved", _("Only whom I let in: my posts are protected")

    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    account = models.ForeignKey(Account, models.PROTECT, related_name="declarations")
    year = models.PositiveSmallIntegerField()
    name_is_professional = models.BooleanField()
    bio_says_own_views = models.BooleanField()
    who_follows = models.CharField(max_length=8, choices=WhoFollows)
    parents_may_follow = models.BooleanField()
    no_pupil_follows = models.BooleanField()
    two_step = models.BooleanField()
    declared_at = models.DateTimeField()

    objects = SchoolManager["Declaration"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account", "year"], name="declaration_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2200), name="declaration_of_a_year"
            ),
            models.CheckConstraint(
                condition=Q(who_follows__in=["anybody", "approved"]),
                name="declaration_says_who_follows",
            ),
        ]

    def __str__(self) -> str:
        return f"Declaration of {self.person} for {self.year}"


class DeclarationReminder(SchoolOwned):
    """Somebody was asked to declare an account in that academic year."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = SchoolManager["DeclarationReminder"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "year"], name="declarationreminder_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"Reminder of {self.account} for {self.year}"
