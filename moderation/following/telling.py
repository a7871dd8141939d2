"""Mails about following. They say that something waits, and nothing of it."""

from datetime import datetime

from django.urls import reverse

from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Letter, Membership, School
from schoolsocial.accounts.roles import Permission

TO_DECIDE = "following-to-decide"


def the_leaders(school: School, now: datetime) -> None:
    """One mail each, however much there is to decide, until it has left."""
    path = reverse("following:register", args=[school.slug])
    able = Membership.objects.able_to(Permission.DECIDE_FOLLOWING)
    waiting = Letter.objects.waiting().filter(school=school, kind=TO_DECIDE)
    told = set(waiting.values_list("to", flat=True))
    for address in sorted({*able.values_list("person__email", flat=True)} - told):
        letters.queue(school=school, to=address, kind=TO_DECIDE, path=path, now=now)
