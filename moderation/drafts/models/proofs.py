from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from consent.models import Pupil
from moderation.drafts.models.posts import Post
from moderation.drafts.models.reviews import Decision
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class ConsentProof(SchoolOwned):
    """That a child in a picture might be shown when a post was approved. Never changed.

    ``consents`` are the ids of the answers relied on, ``given_on`` the day of the oldest of them;
    ``shown_on`` is the day on which the post was to go out.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "consents": Disposal.KEEP,
        "given_on": Disposal.KEEP,
        "shown_on": Disposal.KEEP,
        "proven_at": Disposal.KEEP,
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="proofs")
    post = models.ForeignKey(Post, models.PROTECT, related_name="proofs")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="proofs")
    consents = ArrayField(models.BigIntegerField())
    given_on = models.DateField()
    shown_on = models.DateField()
    proven_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "pupil"], name="consent_proof_once"),
            models.CheckConstraint(
                condition=~models.Q(consents=[]), name="consent_proof_relies_on_answers"
            ),
        ]
        indexes = [models.Index(fields=["post"], name="consent_proof_of_post")]

    def __str__(self) -> str:
        return f"Proof for {self.pupil} in {self.post}"
