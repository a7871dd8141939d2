"""Within how many of the school's own days a block is to be done."""

from datetime import datetime

from moderation.blocks.models import BlockTimes
from schoolsocial.accounts.models import School
from schoolsocial.accounts.school_time import after, school_days

USUAL_DAYS = 2


def days_of(school: School) -> int:
    """School days from the decision to the reminder."""
    kept = BlockTimes.objects.filter(school=school).first()
    return kept.days if kept else USUAL_DAYS


def due_after(school: School, since: datetime) -> datetime:
    """When somebody should have done on X what was decided at ``since``."""
    return after(since, 24 * days_of(school), school_days(school).includes)
