"""Deciding on a draft: who may, on what, once; and what each decision leaves behind."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from moderation.drafts import wall_clock
from moderation.drafts.actions import drafts, reviews, submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Decision, Look, Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.drafts.forcing import force
from tests.drafts.outgoing import events_of
from tests.posts import adopt_policy, make_account, make_pupil, submitted

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
Decide = Callable[..., Decision]


def approve(post: Post, by: Person, version: int = 1, wall_time: str = "") -> Decision:
    return reviews.approve(post=post, by=by, version=version, now=NOW, wall_time=wall_time)


def send_back(post: Post, by: Person, version: int = 1, comment: str = "Say when") -> Decision:
    return reviews.send_back(post=post, by=by, version=version, comment=comment, now=NOW)


def reject(post: Post, by: Person, version: int = 1, comment: str = "Not for us") -> Decision:
    return reviews.reject(post=post, by=by, version=version, comment=comment, now=NOW)


EACH_WAY = pytest.mark.parametrize("decide", [approve, send_back, reject])
SAYING_NO = pytest.mark.parametrize("decide", [send_back, reject])


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    return submitted(school, teacher)


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


@EACH_WAY
def test_nobody_decides_on_their_own_draft(school: School, head: Person, decide: Decide) -> None:
    own = submitted(school, head)

    with pytest.raises(reviews.OwnDraft):
        decide(own, head)

    assert fresh(own).state == State.SUBMITTED
    assert not Decision.objects.exists()


@EACH_WAY
def test_second_decision_hears_who_was_first(
    post: Post, head: Person, deputy: Person, decide: Decide
) -> None:
    approve(post, head)

    with pytest.raises(reviews.AlreadyDecided, match=r"Helen Head has already decided: approved"):
        decide(post, deputy)


@EACH_WAY
def test_withdrawn_draft_leaves_nothing_to_decide(
    post: Post, teacher: Person, head: Person, decide: Decide
) -> None:
    submissions.withdraw(post=post, by=teacher, now=NOW)

    with pytest.raises(reviews.AlreadyDecided, match="taken this draft back"):
        decide(post, head)


@EACH_WAY
def test_decision_on_an_older_version_is_refused(
    post: Post, teacher: Person, head: Person, decide: Decide
) -> None:
    submissions.withdraw(post=post, by=teacher, now=NOW)
    revision = fresh(post).revision
    drafts.save(post=post, by=teacher, text="Newer words", revision=revision, now=NOW)
    submissions.submit(post=fresh(post), by=teacher, now=NOW)

    with pytest.raises(reviews.VersionMoved):
        decide(post, head, version=1)

    assert fresh(post).state == State.SUBMITTED


def test_approve_is_blocked_where_the_roll_has_changed(
    school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher, "Amelia Thornbury watered the beans.")
    make_pupil(school, "Amelia", "Thornbury")

    with pytest.raises(submissions.Blocked):
        approve(post, head)

    assert fresh(post).state == State.SUBMITTED
    assert not Decision.objects.exists()


def test_approve_at_once_seals_and_queues(post: Post, head: Person) -> None:
    decision = approve(post, head)

    queued = fresh(post)
    assert (queued.state, queued.not_before, queued.seal) == (State.SCHEDULED, NOW, decision.seal)
    assert queued.expires_at == NOW + timedelta(minutes=120)
    assert events_of(post)[-2:] == [("post.approve", head.pk), ("post.schedule", head.pk)]


def test_approve_for_a_time_keeps_londons_clock(post: Post, head: Person) -> None:
    approve(post, head, wall_time="2027-06-01T15:30")

    queued = fresh(post)
    assert queued.not_before == datetime(2027, 6, 1, 14, 30, tzinfo=UTC)
    assert queued.wall_time == "2027-06-01T15:30"


def test_late_approval_of_a_past_wish_is_refused_never_queued(
    school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)

    with pytest.raises(wall_clock.InThePast):
        approve(post, head, wall_time="2026-11-18T09:59")

    assert fresh(post).state == State.SUBMITTED


def twin_of(post: Post, author: Person, **fields: object) -> Post:
    return submitted(post.school, author, post.text, **fields)


def test_same_words_are_approved_once_a_day(post: Post, teacher: Person, head: Person) -> None:
    twin = twin_of(post, teacher)
    approve(post, head)

    with pytest.raises(reviews.SameAlreadyQueued):
        approve(twin, head)
    approve(twin, head, wall_time="2026-11-19T10:00")

    assert fresh(twin).state == State.SCHEDULED


def test_same_words_may_stand_on_two_accounts(post: Post, teacher: Person, head: Person) -> None:
    twin = twin_of(post, teacher, account=make_account(post.school))

    approve(post, head)
    approve(twin, head)

    assert fresh(twin).state == State.SCHEDULED


def test_send_back_lets_the_author_edit_and_reject_is_final(
    school: School, teacher: Person, head: Person
) -> None:
    returned, rejected = submitted(school, teacher), submitted(school, teacher)

    send_back(returned, head)
    reject(rejected, head)

    assert (fresh(returned).state, fresh(rejected).state) == (State.RETURNED, State.REJECTED)
    assert events_of(returned)[-1] == ("post.return", head.pk)
    assert events_of(rejected)[-1] == ("post.reject", head.pk)


@SAYING_NO
@pytest.mark.parametrize("comment", ["", "  \n "])
def test_saying_no_without_a_word_is_refused(
    post: Post, head: Person, decide: Decide, comment: str
) -> None:
    with pytest.raises(reviews.CommentMissing):
        decide(post, head, comment=comment)

    assert fresh(post).state == State.SUBMITTED


@EACH_WAY
def test_author_gets_a_letter_with_a_link_and_nothing_else(
    post: Post, teacher: Person, head: Person, decide: Decide
) -> None:
    decide(post, head)

    letter = Letter.objects.exclude(kind="draft-waiting").get()
    assert letter.to == teacher.email
    assert letter.kind in {"draft-approved", "draft-returned", "draft-rejected"}
    assert letter.path == f"/st-catherine/posts/{post.pk}/"


def test_comment_stays_out_of_the_audit_chain(post: Post, head: Person) -> None:
    send_back(post, head, comment="Amelia's mother asked us not to")

    payloads = str(list(Event.objects.values_list("payload", flat=True)))
    assert "Amelia" not in payloads
    assert Decision.objects.get().comment == "Amelia's mother asked us not to"


def test_decision_and_event_stand_or_fall_together(
    post: Post, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_outbox(**_letter: object) -> None:
        raise LookupError("no outbox")

    monkeypatch.setattr("schoolsocial.accounts.actions.letters.queue", no_outbox)

    with pytest.raises(LookupError):
        approve(post, head)

    assert fresh(post).state == State.SUBMITTED
    assert not Decision.objects.exists()
    assert "post.approve" not in [verb for verb, _ in events_of(post)]


def test_approve_without_a_policy_is_refused_in_a_sentence(post: Post, head: Person) -> None:
    (version,) = post.school.policy_versions.all()
    force("policy_policyversion", version.pk, in_force_from="2126-09-01", review_on="2127-09-01")

    with pytest.raises(Refusal, match="no ratified policy"):
        approve(post, head)


def test_look_is_kept_once_a_person(post: Post, head: Person, deputy: Person) -> None:
    for person in (head, deputy, head):
        reviews.look(post=post, by=person, now=timezone.now())

    assert Look.objects.filter(post=post).count() == 2
