from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.blocks.models.blocks import Block
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class BlockEntry(SchoolOwned):
    """One line of what happened to a block; added and never changed.

    ``by`` is null where the software did or saw it. ``words`` are a reason or what it was reported
    to X for, ``reference`` X's own of a report.
    """

    class Kind(models.TextChoices):
        DECIDED = "decided", _("decided that it is to be blocked")
        AGAIN = "again", _("decided once more that it is to be blocked")
        DONE = "done", _("blocked it on X")
        VERIFIED = "verified", _("found it on X’s list of blocked accounts")
        SEEN = "seen", _("looked on X and saw that it is blocked; X was not asked")
        MISSED = (
            "missed",
            _("looked on X and saw that it is not blocked: it is to be blocked again"),
        )
        NOT_LISTED = "not-listed", _("did not find it on X’s list: it is to be blocked again")
        FOLLOWING = "following", _("saw it follow again: it is to be blocked again")
        RENAMED = "renamed", _("saw that it has another name")
        REPORTED = "reported", _("reported it to X")
        CALLED_OFF = "called-off", _("called it off")
        TO_UNDO = "to-undo", _("decided that it is to be unblocked")
        UNDONE = "undone", _("unblocked it on X")
        STILL_THERE = "still-there", _("still found it on X’s list")
        GONE = "gone", _("no longer found it on X’s list")
        SEEN_GONE = "seen-gone", _("looked on X and saw that it is no longer blocked")
        SENT = "sent", _("asked X to do it")
        ACCEPTED = "accepted", _("was told by X that it is done")
        REFUSED = "refused", _("was told no by X")
        NOT_SENT = "not-sent", _("could not ask X")
        REMINDED = "reminded", _("reminded whoever does it")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "words": Disposal.KEEP,
        "reference": Disposal.KEEP,
    }

    block = models.ForeignKey(Block, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=11, choices=Kind)
    words = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager["BlockEntry"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "decided", "again", "done", "verified", "seen", "not-listed", "following",
                        "renamed", "reported", "called-off", "to-undo", "undone", "still-there",
                        "gone", "seen-gone", "sent", "accepted", "refused", "not-sent",
                        "reminded", "missed",
                    ]
                ),
                name="blockentry_known_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["reported", "called-off", "to-undo"])
                | ~Q(words="") & Q(by__isnull=False),
                name="blockentry_says_why",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["block", "at", "id"], name="blockentry_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.block}"
