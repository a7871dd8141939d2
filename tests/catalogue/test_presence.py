"""A post is missing only when X, asked for that very post, has said so twice."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.catalogue.actions import cases as actions
from moderation.catalogue.jobs import presence
from moderation.catalogue.models import Removal, Tweet, Watch
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import read_presence
from tests.catalogue.sights import HANDLE, cases, check, now_of, read, tweets, watched
from tests.drafts.outgoing import letters_about
from tests.drafts.outgoing import now_of as post_now
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults
OLD_ENOUGH = timedelta(0)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """No post is too young to be asked about."""
    monkeypatch.setattr(presence, "YOUNG", OLD_ENOUGH)


@pytest.fixture
def live(due_words: Post, x_account: Account) -> Watch:
    """The watch over an account with one post that School Social sent."""
    watch = watched(x_account)
    sending.send(due_words.school_id, due_words.pk)
    return read(watch)


def later(account: Account, span: timedelta = presence.CONFIRM) -> None:
    """As if so much time had passed since X was last asked."""
    with scope.school(account.school_id):
        for tweet in Tweet.objects.filter(checked_at__isnull=False):
            tweet.checked_at = tweet.checked_at and tweet.checked_at - span
            tweet.unseen_since = tweet.unseen_since and tweet.unseen_since - span
            tweet.save(update_fields=["checked_at", "unseen_since"])


def delete_by_hand(sandbox: SandboxX) -> None:
    sandbox.delete_by_hand(HANDLE, sandbox.live(HANDLE)[0]["id"])


def test_a_post_deleted_by_hand_is_asked_about_after_two_answers(
    live: Watch, due_words: Post, sandbox: SandboxX
) -> None:
    delete_by_hand(sandbox)

    check(live)
    after_one = cases(live.account, "missing")
    later(live.account)
    check(live)

    assert (after_one, len(cases(live.account, "missing"))) == ([], 1)
    assert tweets(live.account)[0].missing_since is not None
    assert "post-missing" in letters_about(due_words)


@pytest.mark.parametrize(("confirm", "missing"), [(presence.CONFIRM, 0), (timedelta(0), 1)])
def test_two_answers_in_one_breath_are_one(
    live: Watch, sandbox: SandboxX, confirm: timedelta, missing: int
) -> None:
    delete_by_hand(sandbox)

    with patch.object(presence, "CONFIRM", confirm):
        check(live)
        check(live)

    assert len(cases(live.account, "missing")) == missing


def test_a_post_that_was_away_for_one_answer_is_not_missing(live: Watch, sandbox: SandboxX) -> None:
    post_id = sandbox.live(HANDLE)[0]["id"]
    kept = sandbox.server.world.posts.by_id.pop(post_id)
    check(live)
    sandbox.server.world.posts.by_id[post_id] = kept
    later(live.account)

    check(live)

    assert (tweets(live.account)[0].unseen_since, cases(live.account, "missing")) == (None, [])


@pytest.mark.parametrize("fault", ["truncated", "html", "503_before", "no_id", "rate_limited"])
def test_an_answer_that_is_none_says_nothing(live: Watch, sandbox: SandboxX, fault: str) -> None:
    delete_by_hand(sandbox)
    sandbox.plan_fault(fault, operation="lookup")

    check(live)

    assert tweets(live.account)[0].unseen_since is None
    assert now_of(live).trouble != ""


def test_a_timeline_that_does_not_show_a_post_makes_nothing_missing(
    live: Watch, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("lag", operation="timeline", seconds=3600, times=3)

    for _ in range(3):
        read(live)

    assert tweets(live.account)[0].missing_since is None
    assert cases(live.account, "missing") == []


NOT_FOUND = {"resource_id": "12", "resource_type": "tweet", "type": "x/resource-not-found"}


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (NOT_FOUND, {"12"}),
        (NOT_FOUND | {"type": "x/not-authorized-for-resource"}, set()),
        (NOT_FOUND | {"resource_type": "user"}, set()),
        (NOT_FOUND | {"resource_id": "13"}, set()),
    ],
)
def test_only_not_found_of_that_very_post_is_gone(error: dict[str, str], gone: set[str]) -> None:
    found = read_presence({"errors": [error]}, ["12"])

    assert found is not None
    assert (set(found.gone), set(found.there)) == (gone, set())


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"errors": "none"}, {"data": []}])
def test_an_empty_answer_is_no_answer(body: dict[str, object]) -> None:
    assert read_presence(body, ["12"]) is None


def test_a_post_said_to_be_deleted_by_hand_leaves_the_record_as_gone(
    live: Watch, due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    delete_by_hand(sandbox)
    check(live)
    later(live.account)
    check(live)
    [case] = cases(live.account, "missing")

    with scope.school(live.school_id):
        actions.answer(
            case=case,
            answer="by-hand",
            by=head,
            reason="Wrong date",
            now=timezone.now(),
            who=head,
        )

    assert post_now(due_words).state == State.REMOVED
    with scope.school(live.school_id):
        assert Removal.objects.get().gone_at == tweets(live.account)[0].missing_since


def test_a_missing_post_that_is_back_closes_its_case(live: Watch, sandbox: SandboxX) -> None:
    post_id = sandbox.live(HANDLE)[0]["id"]
    kept = sandbox.server.world.posts.by_id.pop(post_id)
    check(live)
    later(live.account)
    check(live)
    sandbox.server.world.posts.by_id[post_id] = kept
    later(live.account, timedelta(days=2))

    check(live)

    assert [case.answer for case in cases(live.account, "missing")] == ["back"]
    assert tweets(live.account)[0].missing_since is None
