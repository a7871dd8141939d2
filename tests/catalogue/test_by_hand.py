"""A school without the API: what people posted and deleted by hand stands in the catalogue."""

import pytest
from django.utils import timezone

from moderation.catalogue.jobs import enrolling, verifying
from moderation.catalogue.models import Removal, Tweet
from moderation.catalogue.presenters import rows
from moderation.drafts.actions import by_hand, publishing
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.forcing import force
from tests.drafts.hands import hand_account, handed, paste, taken
from tests.posts import adopt_policy


@pytest.fixture
def live(school: School, teacher: Person, head: Person) -> Post:
    """A post that a teacher took to X by hand."""
    adopt_policy(school)
    post = handed(hand_account(school, head), teacher, head)
    taken(post, teacher)
    return paste(post, teacher)


def enrolled(post: Post) -> Tweet:
    for school_id, account_id in enrolling.due():
        enrolling.enrol(school_id, account_id)
    with scope.school(post.school_id):
        return Tweet.objects.select_related("account", "post").get(post=post)


def deleted_by_hand(post: Post, by: Person) -> None:
    with scope.school(post.school_id):
        publishing.remove(post=post, by=by, reason="Wrong date", now=timezone.now())
        by_hand.confirm_removed(post=post, by=by, now=timezone.now())


def proven(post: Post) -> Removal:
    for school_id, tweet_id in verifying.without_proof():
        verifying.prove(school_id, tweet_id)
    with scope.school(post.school_id):
        return Removal.objects.get(tweet__post=post)


def test_post_made_by_hand_enters_once(live: Post) -> None:
    first = enrolled(live)

    assert enrolled(live).pk == first.pk
    assert enrolling.due() == []
    assert first.tweet_id == live.tweet_id


def test_post_of_an_account_that_is_watched_is_left_to_its_timeline(due_words: Post) -> None:
    assert enrolling.due() == []


def test_deleted_post_of_a_staff_account_enters_so_that_x_is_asked_for_it(
    due_words: Post, teacher: Person
) -> None:
    on_x = {"tweet_id": "77", "posted_at": timezone.now(), "removed_at": timezone.now()}
    force("drafts_post", due_words.pk, state="removed", **on_x)
    of_the_school = enrolling.due()
    force("x_account", due_words.account_id, kind="staff", owner_id=teacher.pk)

    entered = enrolled(due_words)

    assert of_the_school == []  # its timeline is read
    assert entered.tweet_id == "77"


def test_deletion_by_hand_leaves_a_proof_that_claims_no_more_than_is_known(
    live: Post, head: Person
) -> None:
    tweet = enrolled(live)
    deleted_by_hand(live, head)

    proof = proven(live)

    assert (proof.text_sha256, proof.gone_at) == (tweet.text_sha256, None)
    assert verifying.due() == []  # nobody can ask X for it
    with scope.school(live.school_id):
        assert "by hand" in rows.stands(enrolled(live))
