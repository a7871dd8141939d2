"""Posts on X, seen and unseen, made in one line each."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from moderation.catalogue import outside
from moderation.catalogue.jobs import enrolling, presence, reading, verifying
from moderation.catalogue.models import Case, Tweet, Watch
from moderation.catalogue.noting import Look, Seen, note
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import posted_at
from tests.drafts.forcing import force
from tests.posts import make_post

HANDLE = "StCathsofSiena"


def posted(
    school: School,
    author: Person,
    *,
    tweet_id: str,
    text: str = "Our garden club met.",
    **fields: Any,
) -> Post:
    """A post of the ledger that stands on X under this id."""
    post = make_post(school, author, text, **fields)
    at = posted_at(tweet_id)
    with scope.school(school.pk):
        force("drafts_post", post.pk, state="posted", tweet_id=tweet_id, posted_at=at)
        post.refresh_from_db()
    return post


def seen_on_x(account: Account, *seen: Seen, source: str = "timeline") -> list[Tweet]:
    """Tweets of the account as a look showed them just now."""
    with scope.school(account.school_id):
        look = Look(Tweet.Source(source), timezone.now())
        return note(account=account, seen=list(seen), look=look)


def watched(account: Account, *, since: timedelta = timedelta(hours=1)) -> Watch:
    """The account's watch, which began that long ago and is due."""
    reading.begin()
    with scope.school(account.school_id):
        watch = Watch.objects.get(account=account)
        watch.began_at = timezone.now() - since
        watch.save()
    return watch


def read(watch: Watch) -> Watch:
    """One read, whenever it would have been due; the watch as it is then."""
    change(watch, next_read_at=timezone.now() - timedelta(seconds=1))
    reading.read(watch.school_id, watch.pk)
    return now_of(watch)


def check(watch: Watch) -> None:
    presence.check(watch.school_id, watch.pk)


def change(watch: Watch, **fields: object) -> None:
    with scope.school(watch.school_id):
        Watch.objects.filter(pk=watch.pk).update(**fields)


def now_of(watch: Watch) -> Watch:
    with scope.school(watch.school_id):
        return Watch.objects.select_related("account").get(pk=watch.pk)


def cases(account: Account, kind: str = "outside") -> list[Case]:
    """The account's cases of one kind, the first first."""
    with scope.school(account.school_id):
        found = Case.objects.filter(tweet__account=account, kind=kind).select_related("tweet__post")
        return list(found.order_by("pk"))


def tweets(account: Account) -> list[Tweet]:
    """What is known of the account, the first made first."""
    with scope.school(account.school_id):
        rows = Tweet.objects.filter(account=account).select_related("post")
        return list(rows.order_by("posted_at"))


def earlier(account: Account, **ago: timedelta) -> None:
    """Move moments of the account's tweets back, as if that time had passed."""
    with scope.school(account.school_id):
        for tweet in Tweet.objects.filter(account=account):
            for field, span in ago.items():
                moment = getattr(tweet, field)
                Tweet.objects.filter(pk=tweet.pk).update(**{field: moment and moment - span})


def look_whether_gone() -> None:
    """What the sweeps do in the minutes after a deletion: X is asked for the very post."""
    with scope.platform():
        accounts = list(Account.objects.values_list("school_id", "pk"))
    for school_id, account_id in accounts:
        with scope.school(school_id):  # as whoever reads the timeline does
            outside.link(Account.objects.get(pk=account_id), timezone.now())
    for school_id, account_id in enrolling.due():
        enrolling.enrol(school_id, account_id)
    for school_id, tweet_id in verifying.without_proof():
        verifying.prove(school_id, tweet_id)
    for school_id, removal_id in verifying.due():
        verifying.verify(school_id, removal_id)
