from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.models import Pupil
from moderation.drafts.models.posts import Post
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class TakedownQuerySet(models.QuerySet["Takedown"]):
    def open(self) -> Self:
        return self.filter(done_at=None)


class Takedown(SchoolOwned):
    """A post on X shows a child who may no longer be shown: somebody has to take it down.

    ``reason`` never tells a refusal from the safeguarding lead's word. ``due_at`` lies within a
    school day. It is done once X no longer has the post, or the reason is gone.
    """

    class Reason(models.TextChoices):
        NOT_TO_BE_SHOWN = "not-to-be-shown", _("May no longer be shown")
        LAPSED = "lapsed", _("Consent has lapsed")

    class Outcome(models.TextChoices):
        OPEN = "", _("To be taken down")
        REMOVED = "removed", _("Deleted from X")
        NEVER_LIVE = "never-live", _("It did not go out")
        MAY_BE_SHOWN = "may-be-shown", _("The child may be shown again")
        NOT_SHOWN = "not-shown", _("The child is not in it after all")

    disposal: ClassVar[dict[str, Disposal]] = {
        "reason": Disposal.KEEP,
        "opened_at": Disposal.KEEP,
        "due_at": Disposal.KEEP,
        "done_at": Disposal.KEEP,
        "outcome": Disposal.KEEP,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="takedowns")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="takedowns")
    reason = models.CharField(max_length=15, choices=Reason)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = SchoolManager.from_queryset(TakedownQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "pupil"], condition=Q(done_at=None), name="takedown_one_open"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["not-to-be-shown", "lapsed"]), name="takedown_known_reason"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="")
                | Q(
                    done_at__isnull=False,
                    outcome__in=["removed", "never-live", "may-be-shown", "not-shown"],
                ),
                name="takedown_done_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("opened_at")), name="takedown_due_after_opened"
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "due_at"], condition=Q(done_at=None), name="takedown_to_do"
            ),
        ]

    def __str__(self) -> str:
        return f"Takedown of {self.post}"
