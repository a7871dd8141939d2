"""Figures for governors: no child, no post, no person."""

from datetime import datetime
from typing import NamedTuple

from moderation.catalogue.models import Audit, Remark, Removal
from schoolsocial.accounts.models import School


class Month(NamedTuple):
    """What was done in a month: posts gone through by its largest audit, posts in which something
    was newly found, posts seen to be gone, and the seconds each of these took from its reason."""

    audited: int
    found: int
    gone: int
    took: tuple[float, ...]


def month(school: School, since: datetime, until: datetime) -> Month:
    """The figures of one month, its end excluded."""
    audits = Audit.objects.filter(
        school=school, finished_at__gte=since, finished_at__lt=until
    ).values_list("done", flat=True)
    found = Remark.objects.filter(school=school, opened_at__gte=since, opened_at__lt=until)
    gone = Removal.objects.filter(school=school, gone_at__gte=since, gone_at__lt=until)
    took = sorted(
        (at - began).total_seconds()
        for began, at in gone.values_list("since", "gone_at")
        if at is not None
    )
    return Month(max(audits, default=0), found.count(), len(took), tuple(took))
