"""What a leader decides of posts queued, held or live."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts import links
from moderation.drafts.actions import publishing
from moderation.drafts.models import Post
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.forcing import force, put
from tests.drafts.outgoing import events_of
from tests.policy.versions import ratify_next
from tests.posts import adopt_policy, make_account, scheduled

NOW = timezone.now()


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    make_account(school, handle="StCaths")
    with scope.school(school.pk):
        yield


@pytest.fixture
def queued(school: School, teacher: Person, head: Person) -> Post:
    return scheduled(school, teacher, head)


@pytest.fixture
def held(queued: Post) -> Post:
    put(queued, State.HELD)
    return queued


@pytest.fixture
def live(queued: Post) -> Post:
    put(queued, State.POSTED)
    return queued


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def mark(post: Post, by: Person, link: str) -> Post:
    return publishing.mark_posted(post=post, by=by, link=link, now=NOW)


def test_cancel_calls_off_for_good(queued: Post, head: Person) -> None:
    publishing.cancel(post=queued, by=head, now=NOW)

    assert fresh(queued).state == State.CANCELLED
    assert events_of(queued)[-1] == ("post.cancel", head.pk)
    with pytest.raises(NotPossible):
        publishing.cancel(post=queued, by=head, now=NOW)


@pytest.mark.parametrize("state", ["sending", "unknown", "posted", "removed"])
def test_cancel_is_too_late_once_it_is_on_its_way(queued: Post, head: Person, state: str) -> None:
    put(queued, state)

    with pytest.raises(NotPossible):
        publishing.cancel(post=queued, by=head, now=NOW)


def test_remove_wants_a_reason_and_keeps_it_out_of_the_chain(live: Post, head: Person) -> None:
    with pytest.raises(publishing.ReasonMissing):
        publishing.remove(post=live, by=head, reason=" ", now=NOW)

    publishing.remove(post=live, by=head, reason=" Wrong date ", now=NOW)

    removing = fresh(live)
    assert (removing.state, removing.removal_reason) == (State.REMOVING, "Wrong date")
    assert events_of(live)[-1] == ("post.remove", head.pk)


def test_remove_of_what_is_not_live_is_refused(queued: Post, head: Person) -> None:
    with pytest.raises(NotPossible):
        publishing.remove(post=queued, by=head, reason="Wrong date", now=NOW)


@pytest.mark.parametrize(
    "link",
    [
        "https://x.com/StCaths/status/1860000000000000001",
        " https://twitter.com/stcaths/status/1860000000000000001/ ",
        "https://x.com/StCaths/status/1860000000000000001?s=20",
        "https://x.com/StCaths/status/1860000000000000001/photo/1",
    ],
)
def test_mark_posted_takes_the_posts_own_link(held: Post, head: Person, link: str) -> None:
    mark(held, head, link)

    assert (fresh(held).state, fresh(held).tweet_id) == (State.POSTED, "1860000000000000001")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "1860000000000000001",
        "https://x.com/StCaths",
        "https://x.com/SomebodyElse/status/1860000000000000001",
        "https://x.com/StCaths/status/18600000000000000011234",
        "https://x.com/StCaths/status/1860000000000000001?s=20 and more",
    ],
)
def test_mark_posted_refuses_anything_else(held: Post, head: Person, link: str) -> None:
    with pytest.raises(links.NotAPostLink):
        mark(held, head, link)

    assert fresh(held).state == State.HELD


def test_mark_posted_refuses_a_link_that_is_taken(
    school: School, teacher: Person, head: Person, held: Post
) -> None:
    other = scheduled(school, teacher, head)
    force("drafts_post", other.pk, state="posted", tweet_id="1860000000000000001")

    with pytest.raises(links.NotAPostLink, match="already recorded"):
        mark(held, head, "https://x.com/StCaths/status/1860000000000000001")

    assert fresh(held).state == State.HELD


def test_mark_posted_of_what_is_not_held_is_refused(queued: Post, head: Person) -> None:
    with pytest.raises(NotPossible):
        mark(queued, head, "https://x.com/StCaths/status/1860000000000000001")


def test_send_again_opens_a_new_window(held: Post, head: Person) -> None:
    later = NOW + timedelta(days=1)

    publishing.send_again(post=held, by=head, now=later)

    again = fresh(held)
    assert (again.state, again.not_before) == (State.SCHEDULED, later)
    assert again.expires_at == later + timedelta(minutes=120)
    assert events_of(held)[-1] == ("post.send_again", head.pk)


def test_send_again_under_a_newer_policy_is_refused(
    school: School, held: Post, head: Person
) -> None:
    ratify_next(school)

    with pytest.raises(publishing.ApprovalGone):
        publishing.send_again(post=held, by=head, now=NOW)

    assert fresh(held).state == State.HELD


def test_send_again_on_a_later_day_minds_a_twin_of_that_day(
    school: School, held: Post, teacher: Person, head: Person
) -> None:
    force("drafts_post", held.pk, fingerprint="f" * 64)  # held since yesterday
    scheduled(school, teacher, head, text=held.text)

    with pytest.raises(publishing.TwinQueued):
        publishing.send_again(post=held, by=head, now=NOW)

    assert fresh(held).state == State.HELD
