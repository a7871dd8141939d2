"""For how long posts stay, and how far back the timeline is read."""

from datetime import datetime
from functools import partial

from django.db import transaction

from moderation.catalogue import tasks
from moderation.catalogue.models import Keeping, Watch
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring


def choose(
    *, school: School, post_months: int, words_months: int, by: Person, now: datetime
) -> Keeping:
    """After how many months somebody is asked about a post on X, and for how many the words of one
    that was taken down are kept here. Nothing is deleted from X by this.
    """
    with transaction.atomic():
        kept, _ = Keeping.objects.update_or_create(
            school=school, defaults={"post_months": post_months, "words_months": words_months}
        )
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="keeping.chosen",
            subject=kept,
            details={"posts": post_months, "words": words_months},
            at=now,
        )
    return kept


def read_all(*, school: School, by: Person, now: datetime) -> int:
    """Have each account's timeline read as far back as X tells it; how many accounts."""
    with transaction.atomic():
        watches = list(Watch.objects.select_for_update(of=("self",)).filter(school=school))
        for watch in watches:
            watch.whole_asked_at, watch.next_read_at = now, now
            if watch.holder == "":
                watch.reading_began_at, watch.reading_since = None, ""
                watch.next_token, watch.highest = "", ""
            watch.save()
            transaction.on_commit(partial(ring, tasks.read, school.pk, watch.pk))
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="timeline.read_all",
            details={"accounts": len(watches)},
            at=now,
        )
    return len(watches)
