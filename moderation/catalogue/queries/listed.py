"""What is on X, what was found there, and what leaders have to answer."""

from collections.abc import Iterable

from django.db.models import F, Prefetch, QuerySet

from moderation.catalogue.models import Audit, Case, Remark, Removal, Tweet, TweetPicture, Watch
from moderation.drafts.models import PostPhoto
from moderation.drafts.queries.pages import Page, page
from schoolsocial.accounts.models import Membership, Person, School

MOST_CASES, MOST_CHOSEN = 100, 200
_FACTS = ("account", "post__author", "removal")


def tweets_page(school: School, cursor: str) -> Page[Tweet]:
    """One page of all that is known to be, or to have been, on X, the newest first."""
    rows = with_pictures(Tweet.objects.filter(school=school))
    return page(rows, by="posted_at", cursor=cursor, newest_first=True)


def all_tweets(school: School) -> QuerySet[Tweet]:
    """The same without pictures, all of them."""
    rows = Tweet.objects.filter(school=school)
    return rows.select_related(*_FACTS).order_by("-posted_at", "-id")


def all_remarks(school: School, *, decided: bool) -> QuerySet[Remark]:
    """What audits found: what nobody has decided, or what was decided, in the order of its page."""
    rows = Remark.objects.filter(school=school)
    rows = rows.exclude(decided_at=None) if decided else rows.to_decide()
    rows = rows.select_related("decided_by", *_of_the_tweet())
    return rows.order_by("-decided_at" if decided else "-noted_on", "-id")


def all_cases(school: School) -> QuerySet[Case]:
    """Those to be answered, the longest waiting first, then those that were, the latest first."""
    rows = Case.objects.filter(school=school).select_related("answered_by", *_of_the_tweet())
    return rows.order_by(F("answered_at").desc(nulls_first=True), "opened_at", "id")


def _of_the_tweet() -> list[str]:
    return [f"tweet__{name}" for name in _FACTS]


def remarks_page(school: School, cursor: str) -> Page[Remark]:
    """One page of what audits found and nobody has decided, the newest posts first."""
    rows = Remark.objects.filter(school=school).to_decide()
    return page(_with_tweets(rows), by="noted_on", cursor=cursor, newest_first=True)


def decided_page(school: School, cursor: str) -> Page[Remark]:
    """One page of what was decided, the latest decision first."""
    rows = Remark.objects.filter(school=school).exclude(decided_at=None)
    rows = rows.select_related("decided_by")
    return page(_with_tweets(rows), by="decided_at", cursor=cursor, newest_first=True)


def to_decide(school: School) -> int:
    """How many posts wait for a decision."""
    return Remark.objects.filter(school=school).to_decide().count()


def open_cases(school: School) -> list[Case]:
    """What leaders have to answer, the longest waiting first."""
    rows = Case.objects.filter(school=school).open().order_by("opened_at", "id")
    return list(_cases_with_tweets(rows)[:MOST_CASES])


def answered_cases(school: School) -> list[Case]:
    """The latest that were answered."""
    rows = Case.objects.filter(school=school).exclude(answered_at=None)
    return list(_cases_with_tweets(rows.order_by("-answered_at", "-id"))[:25])


def how_many_open(school: School) -> int:
    return Case.objects.filter(school=school).open().count()


def chosen(school: School, ids: Iterable[int]) -> list[Tweet]:
    """These tweets of the school as far as X still has them, the newest first."""
    rows = with_pictures(Tweet.objects.filter(school=school, pk__in=list(ids)).live())
    return list(rows.order_by("-posted_at", "-id")[:MOST_CHOSEN])


def with_pictures(rows: QuerySet[Tweet]) -> QuerySet[Tweet]:
    """With account, post and all pictures held here."""
    placed = PostPhoto.objects.select_related("photo").order_by("position")
    held = TweetPicture.objects.with_faces().order_by("position")
    return rows.select_related(*_FACTS).prefetch_related(
        Prefetch("post__post_photos", queryset=placed),
        Prefetch("tweet_pictures", queryset=held),
        "media",
    )


def latest_audit(school: School) -> Audit | None:
    return Audit.objects.filter(school=school).latest_first().first()


def watches(school: School) -> list[Watch]:
    """How far each account's timeline is read."""
    return list(Watch.objects.filter(school=school).select_related("account").order_by("pk"))


def people_of(school: School) -> list[Person]:
    """Everybody who is of the school now, by name."""
    places = Membership.objects.filter(school=school).active().select_related("person")
    return [place.person for place in places.order_by("person__name", "pk")]


def cases_of(tweet: Tweet) -> list[Case]:
    return list(tweet.cases.select_related("answered_by", "who").order_by("pk"))


def proof_of(tweet: Tweet) -> Removal | None:
    return Removal.objects.filter(tweet=tweet).select_related("asked_by").first()


def _with_tweets(rows: QuerySet[Remark]) -> QuerySet[Remark]:
    return rows.prefetch_related(Prefetch("tweet", queryset=with_pictures(Tweet.objects.all())))


def _cases_with_tweets(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.select_related("answered_by", "who").prefetch_related(
        Prefetch("tweet", queryset=with_pictures(Tweet.objects.all()))
    )
