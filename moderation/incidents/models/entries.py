from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.incidents.models.incidents import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

KINDS = (
    "reported", "note", "evidence", "step", "owner", "severity", "confidential", "met", "closed",
    "reopened", "hiding", "hidden", "shown", "not-hidden", "deletion", "linked", "letter",
    "exported", "held", "released", "disposed",
)  # fmt: skip


class Entry(SchoolOwned):
    """One line of what happened to an incident; added and never changed.

    ``words`` are sealed (see ``moderation.incidents.words``), ``what`` a code the line is about: a
    severity, a step, an outcome.
    """

    class Kind(models.TextChoices):
        REPORTED = "reported", _("Reported")
        NOTE = "note", _("Note")
        EVIDENCE = "evidence", _("Evidence kept")
        STEP = "step", _("Step done")
        OWNER = "owner", _("Given to somebody")
        SEVERITY = "severity", _("Severity changed")
        CONFIDENTIAL = "confidential", _("Made confidential")
        MET = "met", _("The law's time was met")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")
        HIDING = "hiding", _("Asked X to hide or show a reply")
        HIDDEN = "hidden", _("A reply is hidden")
        SHOWN = "shown", _("A reply is shown again")
        NOT_HIDDEN = "not-hidden", _("A reply could not be hidden")
        DELETION = "deletion", _("Our post is to be deleted")
        LINKED = "linked", _("Linked")
        LETTER = "letter", _("A letter was filled in")
        EXPORTED = "exported", _("Printed or exported")
        HELD = "held", _("Kept longer")
        RELEASED = "released", _("No longer kept longer")
        DISPOSED = "disposed", _("Its words were destroyed")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "what": Disposal.NOT_PERSONAL,
        "reference": Disposal.KEEP,
        "words": Disposal.KEEP,
    }

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.SlugField(max_length=20, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    words = models.BinaryField(default=b"")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="entry_known_kind"),
        ]
        indexes = [models.Index(fields=["incident", "at", "id"], name="entry_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.incident}"
