"""What posts met with: by month, by class and post by post. Nobody is measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from statistics import median

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import LONDON, day_of, months_before
from moderation.catalogue import engaging
from moderation.catalogue.models import Engagement, Tweet
from moderation.catalogue.queries import engagement as queries
from moderation.drafts.presenters import times
from schoolsocial.accounts.models import School
from schoolsocial.documents.lists import SavedList
from schoolsocial.x import cost

MONTHS = 12
MOST_SHOWN = 100
UNKNOWN = "unknown"
DAYS_OF_A_MONTH = Decimal("30.4")


@dataclass(frozen=True, slots=True)
class Sums:
    """Several posts together; every value is ready to be read. ``likes`` to ``shown`` add up what
    is known; ``usual`` and ``usual_shown`` are medians.
    """

    name: str
    posts: int
    read: int
    likes: str
    reposts: str
    replies: str
    quotes: str
    shown: str
    usual: str
    usual_shown: str


@dataclass(frozen=True, slots=True)
class Row:
    """One post. ``classes`` is empty where the draft does not say."""

    tweet: Tweet
    posted: str
    words: str
    classes: str
    likes: str
    reposts: str
    replies: str
    quotes: str
    shown: str
    read: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What the questions cost that are asked anyway, in which these numbers come along."""

    each: Decimal
    days: int
    posts: int
    month: Decimal


@dataclass(frozen=True, slots=True)
class Shown:
    """The page; without numbers where the school has not asked for them."""

    is_on: bool
    cost: Cost
    months: tuple[Sums, ...] = ()
    classes: tuple[Sums, ...] = ()
    rows: tuple[Row, ...] = ()
    more: bool = False


def present(school: School, now: datetime) -> Shown:
    """The last twelve months, the latest first."""
    if not engaging.wanted(school.pk):
        return Shown(False, _cost(school))
    first = months_before(day_of(now).replace(day=1), MONTHS - 1)
    tweets = list(queries.posts_since(school, _begin(first)))
    classes = queries.classes_of([one.post_id for one in tweets if one.post_id])
    return Shown(
        is_on=True,
        cost=_cost(school),
        months=tuple(_months(tweets)),
        classes=tuple(_by_class(tweets, classes)),
        rows=tuple(_row(one, classes.get(one.post_id or 0, [])) for one in tweets[:MOST_SHOWN]),
        more=len(tweets) > MOST_SHOWN,
    )


def known(tweet: Tweet) -> Engagement | None:
    """What is known of it, if X was asked since it was posted."""
    return getattr(tweet, "engagement", None)


def _cost(school: School) -> Cost:
    each, number = cost.prices().prices["read_post"], queries.posts(school).count()
    month = each * number * DAYS_OF_A_MONTH / settings.X_PRESENCE_DAYS
    return Cost(each, settings.X_PRESENCE_DAYS, number, month.quantize(Decimal("0.01")))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)


def _months(tweets: Sequence[Tweet]) -> Iterable[Sums]:
    days = dict.fromkeys(day_of(one.posted_at).replace(day=1) for one in tweets)
    for day in days:
        those = [one for one in tweets if day_of(one.posted_at).replace(day=1) == day]
        yield _sums(date_format(day, "F Y"), those)


def _by_class(tweets: Sequence[Tweet], classes: dict[int, list[str]]) -> Iterable[Sums]:
    """By name: no class stands before another for what its posts met with."""
    for name in sorted({name for names in classes.values() for name in names}):
        yield _sums(name, [one for one in tweets if name in classes.get(one.post_id or 0, [])])


def _sums(name: str, tweets: Sequence[Tweet]) -> Sums:
    told = [found for found in map(known, tweets) if found is not None]
    shown = [one.impressions for one in told if one.impressions is not None]
    return Sums(
        name=name,
        posts=len(tweets),
        read=len(told),
        likes=_sum([one.likes for one in told]),
        reposts=_sum([one.reposts for one in told]),
        replies=_sum([one.replies for one in told]),
        quotes=_sum([one.quotes for one in told]),
        shown=_sum(shown),
        usual=_usual([one.likes for one in told]),
        usual_shown=_usual(shown),
    )


def _sum(numbers: Sequence[int]) -> str:
    return f"{sum(numbers):,}" if numbers else UNKNOWN


def _usual(numbers: Sequence[int]) -> str:
    return f"{median(numbers):,g}" if numbers else UNKNOWN


def _row(tweet: Tweet, classes: Sequence[str]) -> Row:
    found = known(tweet)
    return Row(
        tweet=tweet,
        posted=times.short(tweet.posted_at),
        words=Truncator(tweet.words).chars(90) or gettext("No words"),
        classes=", ".join(classes),
        likes=_one(found.likes if found else None),
        reposts=_one(found.reposts if found else None),
        replies=_one(found.replies if found else None),
        quotes=_one(found.quotes if found else None),
        shown=_one(found.impressions if found else None),
        read=times.short(found.read_at) if found else gettext("not yet"),
    )


def _one(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"


ENGAGEMENT = SavedList[Tweet](
    "catalogue.engagement",
    _("What posts met with"),
    {
        _("Posted at"): lambda tweet: tweet.posted_at,
        _("Account"): lambda tweet: tweet.account.handle,
        _("Words"): lambda tweet: tweet.words,
        _("Likes"): lambda tweet: _of(tweet, "likes"),
        _("Reposts"): lambda tweet: _of(tweet, "reposts"),
        _("Replies"): lambda tweet: _of(tweet, "replies"),
        _("Quotes"): lambda tweet: _of(tweet, "quotes"),
        _("Times shown"): lambda tweet: _of(tweet, "impressions"),
        _("Read at"): lambda tweet: _of(tweet, "read_at"),
    },
)


def _of(tweet: Tweet, name: str) -> int | datetime | str:
    value = getattr(known(tweet), name, None)
    return UNKNOWN if value is None else value
