"""What a family is told without having asked."""

from datetime import datetime

from consent.academic_year import day_of
from consent.models import Answer, Consent, FamilyLink, FamilyMessage


def a_post_is_gone(*, pupil_id: int, live_since: datetime, now: datetime) -> int:
    """Write to each parent or carer whose no, or limit, after the post went out had it taken down;
    how many mails wait now. Nobody else is told: that a child is protected is between the school
    and whom it tells. One mail a day, to those whose link still opens.
    """
    objections = Consent.objects.filter(
        pupil_id=pupil_id,
        guardian__isnull=False,
        answer__in=[Answer.NO, Answer.LIMITED],
        recorded_at__gte=live_since,
    )
    links = FamilyLink.objects.live(now).filter(guardian__in=objections.values("guardian"))
    latest = links.exclude(guardian__email="").order_by("guardian_id", "-issued_at", "-id")
    return sum(_wait(link, now) for link in latest.distinct("guardian_id"))


def _wait(link: FamilyLink, now: datetime) -> bool:
    _, is_new = FamilyMessage.objects.get_or_create(
        school_id=link.school_id,
        link=link,
        kind=FamilyMessage.Kind.GONE,
        day=day_of(now),
        defaults={"queued_at": now},
    )
    return is_new
