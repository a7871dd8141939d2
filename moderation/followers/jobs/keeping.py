"""Letting go of what is not needed any more."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef

from moderation.followers.jobs.sources import FOLDER
from moderation.followers.models import Follower, FollowerCase, Sweep
from moderation.followers.queries import rules
from moderation.followers.workflow import State
from schoolsocial.accounts.models import School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

AT_ONCE = 5_000
_OLD_ENOUGH = timedelta(days=1)
_MONTH = timedelta(days=30)
_NOTHING = {
    "name": "",
    "bio": "",
    "link": "",
    "picture": "",
    "made_at": None,
    "protected": None,
    "verified": None,
    "followers": None,
    "following": None,
    "posts": None,
    "before": None,
    "facts_at": None,
}


def forget(now: datetime) -> None:
    """In every school: facts of settled cases after the months it chose, at once where somebody
    left undecided; people who left and about whom nobody decided; files of archives nobody reads.
    """
    with scope.platform():
        schools = list(School.objects.filter(pk__in=_holding()))
    for school in schools:
        while _some_of(school, now) >= AT_ONCE:
            pass
    _forget_files(now)


def _holding() -> list[int]:
    return list(FollowerCase.objects.order_by().values_list("school_id", flat=True).distinct())


def _some_of(school: School, now: datetime) -> int:
    """One portion; how many cases were in it."""
    with scope.school(school.pk):
        before = now - _MONTH * rules.of(school).facts_months
        old = FollowerCase.objects.filter(forgot_at=None, settled_at__lt=before).values("pk")[
            :AT_ONCE
        ]
        forgot = FollowerCase.objects.filter(pk__in=list(old.values_list("pk", flat=True)))
        faded = forgot.update(forgot_at=now, **_NOTHING)
        left = FollowerCase.objects.filter(forgot_at=None, state=State.LEFT).values_list(
            "pk", flat=True
        )
        left_now = FollowerCase.objects.filter(pk__in=list(left[:AT_ONCE]))
        faded_left = left_now.update(forgot_at=now, **_NOTHING)
        gone = _delete_strangers(school, before)
        Follower.objects.filter(gone_at__lt=before).exclude(known_as="").update(known_as="")
        if faded + faded_left + gone:
            audit.record(
                school_id=school.pk,
                by=None,
                verb="followers.forgotten",
                details={"facts": faded + faded_left, "people": gone},
                at=now,
            )
    return max(faded, faded_left, gone)


def _delete_strangers(school: School, before: datetime) -> int:
    """Who left that long ago, and has nothing in the record."""
    cases = FollowerCase.objects.filter(follower=OuterRef("pk"))
    recorded = cases.exclude(decisions=None)
    open_now = cases.undecided()
    rows = Follower.objects.filter(school=school, gone_at__lt=before)
    strangers = rows.exclude(Exists(recorded)).exclude(Exists(open_now))
    ids = list(strangers.values_list("pk", flat=True)[:AT_ONCE])
    FollowerCase.objects.filter(follower__in=ids).delete()
    return Follower.objects.filter(pk__in=ids).delete()[0]


def _forget_files(now: datetime) -> None:
    if not default_storage.exists(FOLDER):
        return
    with scope.platform():
        named = set(Sweep.objects.running().values_list("file", flat=True))
    for name in (f"{FOLDER}/{one}" for one in default_storage.listdir(FOLDER)[1]):
        old = default_storage.get_modified_time(name) < now - _OLD_ENOUGH
        if old and name not in named:
            default_storage.delete(name)
