from datetime import datetime, timedelta

from django.db.models import Q

from consent.academic_year import day_of, midnight_after, months_before
from moderation.mentions.models import Mention, MentionKeeping
from moderation.mentions.models.mentions import MentionQuerySet
from schoolsocial.accounts.models import School


def keeping_of(school: School) -> MentionKeeping:
    """How long this school keeps what others wrote."""
    found = MentionKeeping.objects.filter(school=school).first()
    return found or MentionKeeping(school=school)


def time_is_over(school: School, now: datetime) -> MentionQuerySet:
    """Those kept as long as the school wants to, and those of destroyed incidents."""
    kept, today = keeping_of(school), day_of(now)
    before = midnight_after(months_before(today, kept.thanked_months) - timedelta(days=1))
    thanked = Q(state=Mention.State.THANKED)
    over = thanked & Q(decided_at__lt=before)
    over |= ~thanked & Q(seen_at__lt=now - timedelta(days=kept.days))
    over |= Q(incident__disposed_at__isnull=False)
    return Mention.objects.held().filter(over, school=school)
