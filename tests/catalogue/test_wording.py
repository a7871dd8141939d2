"""What somebody posted by hand is held against what was approved, where X shows it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from moderation.catalogue.actions import cases as actions
from moderation.catalogue.jobs import enrolling, scrubbing
from moderation.catalogue.models import Case, Removal, Tweet
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, in_scope, run_sql
from tests.catalogue.sights import HANDLE, cases, read, tweets, watched
from tests.catalogue.test_archives import taken_in
from tests.drafts.forcing import force
from tests.drafts.hands import hand_account, handed, link_of, paste, taken
from tests.drafts.outgoing import now_of
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture
from tests.posts import adopt_policy
from tests.x.archive.making import HANDLE as OF_THE_ARCHIVE
from tests.x.archive.making import archive_of, tweet

APPROVED = "Our garden club met.\nSee https://example.org/garden & bring boots 🌱"
OTHER = "Our garden club met. Bring your boots on Friday"


@pytest.fixture
def by_hand(school: School, teacher: Person, head: Person) -> Post:
    """A post that a teacher took to X by hand, of an account without the API."""
    adopt_policy(school)
    account = hand_account(school, head, OF_THE_ARCHIVE)
    post = handed(account, teacher, head, text=APPROVED)
    taken(post, teacher)
    return post


def posted(post: Post, by: Person, changed: str = "") -> Post:
    """Its link is pasted, and it is in the catalogue."""
    paste(post, by, link_of(timezone.now(), OF_THE_ARCHIVE), changed)
    for school_id, account_id in enrolling.due():
        enrolling.enrol(school_id, account_id)
    return now_of(post)


def archived(post: Post, head: Person, text: str, **more: Any) -> None:
    """X's archive of the account shows it with these words."""
    taken_in(post.account, head, archive_of([tweet(post.tweet_id or "", text, **more)]))


def as_x_writes_it(text: str) -> tuple[str, dict[str, Any]]:
    """Escaped, its addresses shortened."""
    long, short = "https://example.org/garden", "https://t.co/abc"
    urls = [{"url": short, "expanded_url": long, "display_url": "example.org/garden"}]
    told = text.replace("&", "&amp;").replace(long, short)
    return told, {"entities": {"urls": urls}}


def test_same_words_as_x_writes_them_are_nobodys_question(
    by_hand: Post, teacher: Person, head: Person
) -> None:
    text, more = as_x_writes_it(APPROVED)

    archived(posted(by_hand, teacher), head, text, **more)

    assert cases(by_hand.account, "changed") == []


@pytest.mark.parametrize("shown", [OTHER, APPROVED.replace("boots", "boot"), ""])
def test_other_words_are_asked_about_once(
    by_hand: Post, teacher: Person, head: Person, shown: str
) -> None:
    post = posted(by_hand, teacher)

    archived(post, head, shown)
    archived(post, head, shown)

    [case] = cases(by_hand.account, "changed")
    assert case.tweet.other_words == shown
    with in_scope(post.school_id):
        assert {one.to for one in Letter.objects.filter(kind="post-changed")} == {head.email}


def test_change_that_was_said_is_not_asked_about(
    by_hand: Post, teacher: Person, head: Person
) -> None:
    archived(posted(by_hand, teacher, changed="Left out the address"), head, OTHER)

    assert cases(by_hand.account, "changed") == []


def test_case_shows_what_changed(by_hand: Post, teacher: Person, head: Person) -> None:
    archived(posted(by_hand, teacher), head, OTHER)
    [case] = cases(by_hand.account, "changed")

    page = client_of(head).get(f"/st-catherine/on-x/cases/{case.pk}/").content.decode()

    assert "Not as it was approved" in page
    assert "<del>" in page
    assert "on Friday" in page


def answer(case: Case, by: Person, given: str) -> None:
    with scope.school(case.school_id):
        actions.answer(case=case, answer=given, by=by, reason="A slip", now=timezone.now())


@pytest.fixture
def case(by_hand: Post, teacher: Person, head: Person) -> Case:
    archived(posted(by_hand, teacher), head, OTHER)
    return cases(by_hand.account, "changed")[0]


def test_it_may_stay_as_it_is(case: Case, head: Person, by_hand: Post) -> None:
    answer(case, head, "accepted")

    assert cases(by_hand.account, "changed")[0].answer == Case.Answer.ACCEPTED
    assert now_of(by_hand).state == State.POSTED


def test_or_comes_down_by_the_one_way(case: Case, head: Person, by_hand: Post) -> None:
    answer(case, head, "taken-down")

    assert now_of(by_hand).state == State.REMOVING
    with in_scope(by_hand.school_id):
        assert Removal.objects.get(tweet=case.tweet).asked_by == head


@pytest.fixture
def marked(x_account: Account, due_words: Post, sandbox: SandboxX) -> Callable[[str], Post]:
    """A post of an account with the API that somebody posted on the website instead."""

    def make(words: str, *pictures: Shown) -> Post:
        number = sandbox.post_by_hand(HANDLE, words, pictures=pictures)
        force(
            "drafts_post", due_words.pk, state="posted", tweet_id=number, posted_at=timezone.now()
        )
        return now_of(due_words)

    return make


def test_timeline_is_held_against_it_too(marked: Callable[..., Post], x_account: Account) -> None:
    watch = watched(x_account)
    marked("Our garden club did not meet.")

    read(watch)

    [case] = cases(x_account, "changed")
    assert case.tweet.other_words == "Our garden club did not meet."
    assert cases(x_account) == []


def test_control_as_it_was_approved_nobody_is_asked(
    marked: Callable[..., Post], x_account: Account, due_words: Post
) -> None:
    watch = watched(x_account)
    marked(due_words.text)

    read(watch)

    assert cases(x_account, "changed") == []


def test_picture_too_many_is_asked_about(
    marked: Callable[..., Post], x_account: Account, due_words: Post, head: Person
) -> None:
    watch = watched(x_account)
    marked(due_words.text, Shown(drawn_picture()))

    read(watch)

    [case] = cases(x_account, "changed")
    page = client_of(head).get(f"/st-catherine/on-x/cases/{case.pk}/").content.decode()
    assert "X shows 1 picture; none was approved." in page
    assert case.tweet.other_words is None


def test_seen_before_its_link_came_it_is_held_against_it_then(
    x_account: Account, due_words: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    number = sandbox.post_by_hand(HANDLE, "Quite other words")
    read(watch)
    force("drafts_post", due_words.pk, state="posted", tweet_id=number, posted_at=timezone.now())

    read(watch)

    assert [one.answer for one in cases(x_account)] == [Case.Answer.OURS]
    assert [one.tweet.other_words for one in cases(x_account, "changed")] == ["Quite other words"]


def test_what_a_worker_sent_is_not_held_against_anything(
    x_account: Account, due_words: Post
) -> None:
    watch = watched(x_account)
    sending.send(due_words.school_id, due_words.pk)
    force("drafts_post", due_words.pk, text="As if others had been approved")

    read(watch)

    assert now_of(due_words).state == State.POSTED
    assert cases(x_account, "changed") == []


def test_words_that_x_showed_go_with_the_post(case: Case, school: School) -> None:
    with scope.school(school.pk):
        Tweet.objects.update(missing_since=timezone.now() - timedelta(days=800))

    scrubbing.scrub(timezone.now())

    with in_scope(school.pk):
        assert Tweet.objects.get(pk=case.tweet_id).other_words is None


def test_database_knows_no_other_answer_to_it(case: Case, school: School) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), in_scope(school.pk):
        run_sql("UPDATE catalogue_case SET answer = 'adopted' WHERE id = %s", case.pk)


def test_database_keeps_other_words_only_of_a_post_of_ours(
    x_account: Account, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.post_by_hand(HANDLE, "Snow day!")
    read(watch)
    [tweet] = tweets(x_account)

    with pytest.raises(IntegrityError), transaction.atomic(), in_scope(tweet.school_id):
        run_sql("UPDATE catalogue_tweet SET other_words = 'x' WHERE id = %s", tweet.pk)
