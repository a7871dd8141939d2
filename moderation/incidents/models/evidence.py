from typing import ClassVar

from django.db import models
from django.db.models import Q

from moderation.incidents.models.incidents import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

MEDIA_TYPES = ("image/png", "image/jpeg")


class Evidence(SchoolOwned):
    """What was seen, kept as it was: words, a link, a screenshot. Added and never changed.

    ``words`` and ``picture`` are sealed at rest. ``digest`` is the SHA-256 over all of it as it
    came in, the picture's exact bytes included: whoever doubts it can reckon it again.
    ``seen_at`` is when whoever reported it saw it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "link": Disposal.KEEP,
        "words": Disposal.KEEP,
        "picture": Disposal.KEEP,
        "media_type": Disposal.NOT_PERSONAL,
        "digest": Disposal.KEEP,
    }

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="evidence")
    link = models.CharField(max_length=200, blank=True)
    words = models.BinaryField(default=b"")
    picture = models.BinaryField(default=b"")
    media_type = models.CharField(max_length=10, blank=True)
    seen_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=("", *MEDIA_TYPES)), name="evidence_known_type"
            ),
            models.CheckConstraint(condition=~Q(digest=""), name="evidence_has_digest"),
            models.UniqueConstraint(fields=["incident", "digest"], name="evidence_once"),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"
