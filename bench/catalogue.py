"""An audit of ten thousand posts, as the worker does it, and a page of a hundred thousand."""

import time
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import policy, scratch
from bench.timing import Row
from moderation.catalogue.jobs import auditing, beginning
from moderation.catalogue.models import Tweet
from moderation.catalogue.noting import sha256_of
from moderation.catalogue.presenters import lists
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import first_id, posted_at

POSTS, MANY = 10_000, 100_000
PACK = "st-catherine-of-siena"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WORDS = (
    "Our garden club met today ({0}).",
    "Well done to everybody in Year 4 for sports day number {0}!",
    "Don't forget the book fair, day {0}. #OakfieldReads",
    "lol c u l8r at the disco {0}",
)


def rows() -> list[Row]:
    """Posts a second of an audit with 2,000 pupils on the roll; the list's last page of 10⁵."""
    with scratch.database():
        school = School.objects.create(slug="bench-catalogue", name="Bench School")
        with scope.school(school.pk):
            account = _ground(school)
            _write(account, 0, POSTS)
        took = _audit(school)
        with scope.school(school.pk):
            _write(account, POSTS, MANY)
            page, questions = _deep_page(school)
    return [
        Row(what=f"audit of {POSTS:,} posts", unit="posts/s", ours=POSTS / took),
        Row(what=f"a page deep in {MANY:,} posts", unit="ms", ours=page * 1000),
        Row(what="questions to the database for it", unit="", ours=questions, at_most=15),
    ]


def _ground(school: School) -> Account:
    draft = policy.draft(school, PACK)
    policy.fill_roll(school)
    return draft.account


def _write(account: Account, first: int, end: int) -> None:
    newest = int(first_id(timezone.now() - timedelta(days=1)))
    now = timezone.now()
    made = []
    for number in range(first, end):
        tweet_id = str(newest - (number << 32))
        text = _WORDS[number % len(_WORDS)].format(number)
        made.append(
            Tweet(
                school_id=account.school_id,
                account=account,
                tweet_id=tweet_id,
                source=Tweet.Source.ARCHIVE,
                text=text,
                text_sha256=sha256_of(text),
                posted_at=posted_at(tweet_id),
                first_seen_at=now,
                last_seen_at=now,
            )
        )
    Tweet.objects.bulk_create(made, batch_size=2000)


def _audit(school: School) -> float:
    with scope.school(school.pk):
        begun = beginning.begin(school, None, timezone.now())
    if begun is None:
        raise RuntimeError("The audit did not begin.")
    began = time.perf_counter()
    while auditing.one_portion(school.pk, begun.pk):
        pass
    took = time.perf_counter() - began
    with scope.school(school.pk):
        begun.refresh_from_db()
    if begun.done != POSTS:
        raise RuntimeError(f"Only {begun.done} of {POSTS} posts were looked at.")
    return took


def _deep_page(school: School) -> tuple[float, int]:
    deep = Tweet.objects.order_by("-posted_at", "-id")[MANY - 100]
    moment = (deep.posted_at - _EPOCH) // timedelta(microseconds=1)
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        page = lists.tweets(school, f"a{moment}-{deep.pk}")
        lists.overview(school)
    took = time.perf_counter() - began
    if len(page.rows) != 25:
        raise RuntimeError("The page is not whole.")
    return took, len(asked)
