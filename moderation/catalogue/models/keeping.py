from typing import ClassVar

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

POST_MONTHS, WORDS_MONTHS = 24, 12
"""Where a school has chosen nothing."""
MOST_MONTHS = 240


class Keeping(SchoolOwned):
    """How many months a post may stay on X before somebody is asked about it, and how many the
    words of one that was taken down are kept here. ``reads_engagement``: whether X is asked as well
    what posts met with.

    Source: UK GDPR Article 5(1)(e); the school's own retention schedule gives the figures.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    post_months = models.PositiveSmallIntegerField(default=POST_MONTHS)
    words_months = models.PositiveSmallIntegerField(default=WORDS_MONTHS)
    reads_engagement = models.BooleanField(default=False, db_default=False)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="keeping_one_a_school"),
            models.CheckConstraint(
                condition=Q(post_months__gte=1, post_months__lte=MOST_MONTHS)
                & Q(words_months__gte=1, words_months__lte=MOST_MONTHS),
                name="keeping_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Keeping of {self.school}"
