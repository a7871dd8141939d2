"""What a look shows is written down once, linked to the ledger where it is ours."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from moderation.catalogue.models import Tweet
from moderation.catalogue.noting import Look, Seen, note
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.timeline import posted_at
from tests.cast import run_sql
from tests.catalogue.sights import posted
from tests.posts import make_account

pytestmark = pytest.mark.django_db
ID = "1990000000000000001"


def test_a_post_is_written_down_once_however_often_it_is_seen(school: School) -> None:
    account, now = make_account(school), timezone.now()
    look = Look(source=Tweet.Source.TIMELINE, at=now)
    later = Look(source=Tweet.Source.ARCHIVE, at=now + timedelta(days=1))

    with scope.school(school.pk):
        first = note(account=account, seen=[Seen(ID, "Sports day")], look=look)
        again = note(account=account, seen=[Seen(ID, "Sports day")], look=later)
        tweet = Tweet.objects.get()

    assert (len(first), again) == (1, [])
    assert (tweet.source, tweet.posted_at) == ("timeline", posted_at(ID))
    assert tweet.last_seen_at == later.at


def test_a_post_of_the_ledger_is_linked_and_its_words_stay_there(
    school: School, teacher: Person
) -> None:
    post = posted(school, teacher, tweet_id=ID)

    with scope.school(school.pk):
        seen = [Seen(ID, post.text)]
        [tweet] = note(
            account=post.account, seen=seen, look=Look(Tweet.Source.TIMELINE, timezone.now())
        )

    assert (tweet.post, tweet.source, tweet.text) == (post, "ledger", "")
    assert tweet.words == post.text


def test_one_seen_after_it_went_missing_is_there_again(school: School) -> None:
    account, now = make_account(school), timezone.now()
    older = Look(Tweet.Source.ARCHIVE, now - timedelta(days=30))

    with scope.school(school.pk):
        note(account=account, seen=[Seen(ID, "x")], look=older)
        Tweet.objects.update(missing_since=now)
        note(account=account, seen=[Seen(ID, "x")], look=older)
        still = Tweet.objects.get().missing_since
        note(
            account=account, seen=[Seen(ID, "x")], look=Look(Tweet.Source.TIMELINE, timezone.now())
        )

        assert (still, Tweet.objects.get().missing_since) == (now, None)


@pytest.mark.parametrize(
    "change",
    [
        "tweet_id = '12'",
        "posted_at = now()",
        "source = 'guess'",
        "source = 'ledger'",
        "kind = 'rumour'",
        "pictures_on_x = 5",
        "scrubbed_at = now()",
        "last_seen_at = first_seen_at - interval '1 hour'",
    ],
)
def test_the_database_refuses_what_cannot_be(school: School, change: str) -> None:
    account = make_account(school)
    look = Look(Tweet.Source.TIMELINE, timezone.now())
    with scope.school(school.pk):
        note(account=account, seen=[Seen(ID, "Sports day")], look=look)

        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(f"UPDATE catalogue_tweet SET {change}")


def test_a_tweet_cannot_claim_a_post_with_another_id(school: School, teacher: Person) -> None:
    post = posted(school, teacher, tweet_id="1990000000000000009")
    look = Look(Tweet.Source.TIMELINE, timezone.now())
    with scope.school(school.pk):
        note(account=post.account, seen=[Seen(ID, "")], look=look)

        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql("UPDATE catalogue_tweet SET post_id = %s", post.pk)
