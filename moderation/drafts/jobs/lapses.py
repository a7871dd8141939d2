"""On 1 September the consent of the year before counts no more; posts have to follow."""

from collections import defaultdict
from datetime import datetime, time

from consent.academic_year import LONDON, academic_year, day_of, first_day
from consent.models import Pupil, RegisterChange
from consent.queries.showing import standing_of
from consent.queries.shown import pupils_in
from consent.standing import Reason
from moderation.drafts.models import PostPhoto
from moderation.drafts.workflow import LIVE, State
from schoolsocial.tenancy import scope

_WATCHED = frozenset(
    {
        State.SUBMITTED,
        State.APPROVED,
        State.SCHEDULED,
        State.SENDING,
        State.UNKNOWN,
        State.BY_HAND,
        State.IN_HAND,
        State.HELD,
        *LIVE,
    }
)


def note(now: datetime) -> int:
    """Leave word of each child in a queued or live post whose consent has lapsed; how many.

    Once in an academic year for each child, however often and by however many workers it is run.
    """
    with scope.platform():
        rows = PostPhoto.objects.filter(post__state__in=_WATCHED)
        photos = defaultdict[int, set[int]](set)
        for school_id, photo_id in rows.values_list("school_id", "photo_id"):
            photos[school_id].add(photo_id)
    return sum(_note(school_id, shown, now) for school_id, shown in photos.items())


def _note(school_id: int, photos: set[int], now: datetime) -> int:
    with scope.school(school_id):
        pupils = {pupil for found in pupils_in(photos).values() for pupil in found}
        standing = standing_of(pupils, day=day_of(now))
        lapsed = [pk for pk, one in standing.items() if one.reason is Reason.LAPSED]
        # Held until the end, so that a second worker waits and then finds the word already there
        waiting = Pupil.objects.select_for_update(no_key=True).filter(pk__in=lapsed)
        held = list(waiting.order_by("pk"))
        told = set(_told_this_year(now))
        new = [pupil for pupil in held if pupil.pk not in told]
        for pupil in new:
            RegisterChange.objects.create(
                school_id=school_id, pupil=pupil, kind=RegisterChange.Kind.LAPSE, at=now
            )
    return len(new)


def _told_this_year(now: datetime) -> list[int]:
    began = datetime.combine(first_day(academic_year(day_of(now))), time.min, LONDON)
    rows = RegisterChange.objects.filter(kind=RegisterChange.Kind.LAPSE, at__gte=began)
    return list(rows.values_list("pupil_id", flat=True))
