"""Gathering what somebody wants to be told together into one mail of the day.

A digest is a letter of its own, one a person and day by a constraint: however many workers and
clocks look, and whenever one of them dies, it is made once, and what it took along is in no other.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from schoolsocial.accounts.models import Letter, Membership, Notice
from schoolsocial.tenancy import scope

KEPT_FOR = timedelta(days=200)
"""About a school year's terms: longer, nobody looks a notice up."""
DIGEST = "digest"


def due(now: datetime) -> list[tuple[int, int]]:
    """(school, person) ids of those for whom something waits and who have had no digest today."""
    with scope.platform():
        today = Letter.objects.filter(
            school=OuterRef("school"),
            person=OuterRef("person"),
            digest_on=timezone.localdate(now),
        )
        rows = Letter.objects.to_gather(now).filter(~Exists(today)).order_by()
        return list(rows.values_list("school_id", "person_id").distinct()[:500])


def gather(school_id: int, person_id: int, now: datetime) -> int | None:
    """Make the digest of one person; the id of its letter. None where another worker has made it,
    or where there is nothing to tell that they have not read.
    """
    with scope.school(school_id):
        place = _place(school_id, person_id)
        waiting = Letter.objects.to_gather(now).filter(school=school_id, person=person_id)
        if place is None:
            waiting.delete()  # whoever has left is told of nothing
            return None
        waiting.filter(notice__read_at__isnull=False).delete()
        if not waiting.exists():
            return None
        digest, is_new = Letter.objects.get_or_create(
            school=place.school,
            person=place.person,
            digest_on=timezone.localdate(now),
            defaults={
                "to": place.person.email,
                "kind": DIGEST,
                "path": reverse("inbox", args=[place.school.slug]),
                "queued_at": now,
            },
        )
        if not is_new:
            return None
        waiting.update(gathered_in=digest)
        return digest.pk


def forget(now: datetime) -> int:
    """Delete notices nobody looks up any more; how many."""
    with scope.platform():
        gone, _ = Notice.objects.all().older_than(now - KEPT_FOR).delete()
        return gone


def _place(school_id: int, person_id: int) -> Membership | None:
    rows = Membership.objects.active().filter(school=school_id, person=person_id)
    return rows.select_related("school", "person").first()
