"""Reports to governors as they were made. A later change of the figures changes none of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Report(SchoolOwned):
    """The figures of a period as they were counted at ``as_of``. Made once, never changed.

    Somebody asked for it (``made_by``), or a half-term of the school's calendar ended (``for_end``
    is its last day).
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "period": Disposal.NOT_PERSONAL,
        "name": Disposal.NOT_PERSONAL,
        "digest": Disposal.NOT_PERSONAL,
    }

    period = models.SlugField(max_length=12)
    name = models.CharField(max_length=60)
    as_of = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    for_end = models.DateField(null=True)
    digest = models.CharField(max_length=64)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by=None, for_end__isnull=False)
                | Q(made_by__isnull=False, for_end=None),
                name="report_asked_for_or_due",
            ),
            models.CheckConstraint(
                condition=Q(as_of__lte=models.F("made_at")), name="report_after_its_count"
            ),
            models.UniqueConstraint(fields=["school", "for_end"], name="report_one_an_end"),
            models.UniqueConstraint(
                fields=["school", "period", "digest"],
                condition=Q(for_end=None),
                name="report_asked_for_once",
            ),
        ]
        indexes = [models.Index(fields=["school", "-made_at", "-id"], name="report_latest")]

    def __str__(self) -> str:
        return f"{self.name}, as of {self.as_of}"


class ReportFile(SchoolOwned):
    """A report's bytes; the database itself holds ``digest``, their SHA-256, against them."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", _("Spreadsheet (XLSX)")
        CSV = "csv", _("Table (CSV)")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "content": Disposal.KEEP,  # the governing body's own record: counts, and what it said
        "digest": Disposal.NOT_PERSONAL,
    }

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="report_file_one_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "xlsx", "csv"]), name="report_file_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of report {self.report_id}"
