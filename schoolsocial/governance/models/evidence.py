"""Evidence packs as they were handed out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class EvidencePack(SchoolOwned):
    """One ZIP about a period, as of a moment. Made once, never changed; no child is in it.

    ``events`` and ``head`` are the length of the audit chain and the digest of its last event,
    ``troubles`` how much of it was not as it was written. The database itself holds ``digest``, the
    SHA-256, against the bytes.
    """

    class About(models.TextChoices):
        EVERYTHING = "everything", _("Everything")
        POLICY = "policy", _("The policy, who agreed to it and who is trained")
        POSTS = "posts", _("Posts, who approved them and the proof of consent")
        INCIDENTS = "incidents", _("Incidents and what had to come down")
        FOLLOWERS = "followers", _("Who follows: when it was checked")

    disposal: ClassVar[dict[str, Disposal]] = {
        "period": Disposal.NOT_PERSONAL,
        "name": Disposal.NOT_PERSONAL,
        "about": Disposal.NOT_PERSONAL,
        "content": Disposal.KEEP,  # names of staff: what was handed to an inspector can be proven
        "digest": Disposal.NOT_PERSONAL,
        "head": Disposal.NOT_PERSONAL,
    }

    period = models.SlugField(max_length=12)
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=10, choices=About)
    as_of = models.DateTimeField()
    counted_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    events = models.PositiveIntegerField()
    head = models.CharField(max_length=64, blank=True)
    troubles = models.PositiveIntegerField(default=0)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=["everything", "policy", "posts", "incidents", "followers"]),
                name="evidence_known_subject",
            ),
            models.CheckConstraint(
                condition=Q(counted_at__lte=models.F("as_of")), name="evidence_after_its_count"
            ),
        ]
        indexes = [models.Index(fields=["school", "-as_of", "-id"], name="evidence_latest")]

    def __str__(self) -> str:
        return f"Evidence of {self.name}, as of {self.as_of}"
