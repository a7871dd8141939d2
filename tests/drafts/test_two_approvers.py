"""Where the policy wants two people to approve, two do."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from moderation.drafts.actions import reviews, submissions
from moderation.drafts.actions.approvals import AlreadyApproved
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import claiming
from moderation.drafts.models import Decision, Post
from moderation.drafts.workflow import State
from policy.queries import in_force
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, make_person, make_school, run_sql
from tests.drafts.forcing import force, refused
from tests.drafts.policies import adopt
from tests.policy.versions import begin_next, ratify
from tests.posts import make_post, submitted

ALWAYS = {"two-approvers": ("block", {"always": True})}
PUPILS = [("Pupils at a raised bed, seen from behind", True)]
NO_PUPILS = [("Seedlings in pots on a sill", False)]


@pytest.fixture
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def now_of(post: Post) -> Post:
    return Post.objects.select_related("school", "account", "author").get(pk=post.pk)


def approve(post: Post, by: Person, version: int = 1, wall_time: str = "") -> Decision:
    return reviews.approve(
        post=post, by=by, version=version, now=timezone.now(), wall_time=wall_time
    )


@pytest.mark.usefixtures("inside")
def test_first_approval_waits_and_the_second_seals(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)

    first = approve(post, head)
    assert now_of(post).state == State.SUBMITTED
    assert now_of(post).seal == ""

    second = approve(post, deputy)
    sealed = now_of(post)
    assert sealed.state == State.SCHEDULED
    assert first.seal == second.seal == sealed.seal


@pytest.mark.usefixtures("inside")
def test_whoever_returned_a_version_has_the_next_to_decide_after_another_approved_it(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    now = timezone.now()
    reviews.send_back(post=post, by=head, version=1, comment="Which day?", now=now)
    submissions.submit(post=now_of(post), by=teacher, now=timezone.now())

    approve(post, deputy, version=2)

    assert list(school.posts.to_decide_by(head)) == [post]
    assert list(school.posts.to_decide_by(deputy)) == []


@pytest.mark.usefixtures("inside")
def test_number_is_frozen_at_submission(school: School, teacher: Person) -> None:
    adopt(school, {"two-approvers": ("block", {})})

    needed = {
        photos[0][1] if photos else None: submitted(school, teacher, photos=photos)
        .versions.get()
        .approvals_needed
        for photos in ([], NO_PUPILS, PUPILS)
    }

    assert needed == {None: 1, False: 1, True: 2}


@pytest.mark.usefixtures("inside")
def test_emergency_needs_one(school: School, teacher: Person, head: Person) -> None:
    adopt(school, {**ALWAYS, "emergency-notice": ("block", {})})
    post = submitted(school, teacher, kind=Post.Kind.EMERGENCY)

    approve(post, head)

    assert now_of(post).state == State.SCHEDULED


@pytest.mark.usefixtures("inside")
def test_emergency_of_which_the_policy_says_nothing_needs_two(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher, kind=Post.Kind.EMERGENCY)

    approve(post, head)

    assert now_of(post).state == State.SUBMITTED


@pytest.mark.usefixtures("inside")
def test_same_person_twice_is_one(school: School, teacher: Person, head: Person) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    decision = approve(post, head)

    with pytest.raises(AlreadyApproved):
        approve(post, head)
    with refused("decision_one_approval_a_person"):
        run_sql(
            "INSERT INTO drafts_decision (school_id, post_id, version_id, verdict, comment, seal, "
            "author_id, by_id, at) SELECT school_id, post_id, version_id, verdict, comment, seal, "
            "author_id, by_id, now() FROM drafts_decision WHERE id = %s",
            decision.pk,
        )

    assert now_of(post).state == State.SUBMITTED


@pytest.mark.usefixtures("inside")
def test_author_is_never_the_second(school: School, deputy: Person, head: Person) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, deputy)
    approve(post, head)

    with pytest.raises(reviews.OwnDraft):
        approve(post, deputy)

    assert now_of(post).state == State.SUBMITTED


@pytest.mark.usefixtures("inside")
def test_database_refuses_approval_by_too_few(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    decision = approve(post, head)

    with refused("fewer people have approved"):
        run_sql(
            "UPDATE drafts_post SET state = 'approved', seal = %s WHERE id = %s",
            decision.seal,
            post.pk,
        )


@pytest.mark.usefixtures("inside")
def test_return_clears_what_was_given(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    approve(post, head)
    reviews.send_back(post=post, by=deputy, version=1, comment="Which class?", now=timezone.now())
    submissions.submit(post=now_of(post), by=teacher, now=timezone.now())

    approve(post, deputy, version=2)

    assert now_of(post).state == State.SUBMITTED


@pytest.mark.usefixtures("inside")
def test_taking_it_back_clears_what_was_given(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    approve(post, head)
    submissions.withdraw(post=post, by=teacher, now=timezone.now())
    submissions.submit(post=now_of(post), by=teacher, now=timezone.now())

    with pytest.raises(reviews.VersionMoved):
        approve(post, deputy, version=1)
    approve(post, deputy, version=2)

    assert now_of(post).state == State.SUBMITTED


@pytest.mark.usefixtures("inside")
def test_approval_under_another_policy_counts_no_longer(
    school: School, teacher: Person, head: Person, deputy: Person, governor: Person
) -> None:
    first = adopt(school, ALWAYS)
    post = submitted(school, teacher)
    approve(post, head)
    ratify(begin_next(first, deputy), deputy, governor)

    approve(post, deputy)
    assert now_of(post).state == State.SUBMITTED

    approve(post, head)
    assert now_of(post).state == State.SCHEDULED


@pytest.mark.usefixtures("inside")
def test_policy_that_came_to_want_two_is_followed(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    version = adopt(school, {"two-approvers": ("block", {})})
    post = submitted(school, teacher)
    (rule,) = [row for clause in version.clauses.all() for row in clause.rules.all()]
    force("policy_clauserule", rule.pk, options='{"always": true}')
    in_force._remembered.cache_clear()  # a ratified version never changes, so it is remembered

    approve(post, head)
    assert now_of(post).state == State.SUBMITTED
    approve(post, deputy)

    assert now_of(post).state == State.SCHEDULED


@pytest.mark.usefixtures("inside")
def test_other_approvers_are_told(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    Letter.objects.all().delete()

    approve(post, head)

    told = Letter.objects.filter(kind="draft-waiting").values_list("to", flat=True)
    assert list(told) == [deputy.email]


@pytest.mark.usefixtures("inside")
def test_hour_the_first_chose_is_offered_to_the_second(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    hour = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"

    approve(post, head, wall_time=hour)

    assert now_of(post).wall_time == hour


@pytest.mark.usefixtures("inside")
def test_queue_and_page_say_who_is_missing(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    queue, page = f"/{school.slug}/review/", f"/{school.slug}/review/{post.pk}/"
    assert "Two people must approve it" in client_of(deputy).get(queue).content.decode()

    approve(post, head)

    for url in (queue, page):
        says = client_of(deputy).get(url).content.decode()
        assert "Approved by Helen Head; one more person must" in says
    own = client_of(head).get(page).content.decode()
    assert "Approved by you; one more person must" in own
    assert "You have approved this." in own


@pytest.mark.usefixtures("inside")
def test_badge_counts_what_i_may_still_decide(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    approve(post, head)

    assert not school.posts.to_decide_by(head).exists()
    assert school.posts.to_decide_by(deputy).get() == post


@pytest.mark.usefixtures("inside")
def test_page_tells_the_first_that_another_must(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, ALWAYS)
    post = submitted(school, teacher)
    url = f"/{school.slug}/review/{post.pk}/approve/"

    first = client_of(head).post(url, {"version": 1, "when": "soon"}, follow=True)
    second = client_of(deputy).post(url, {"version": 1, "when": "soon"}, follow=True)

    assert "One more person must approve it" in first.content.decode()
    assert "It goes out now." in second.content.decode()


@pytest.mark.usefixtures("inside")
def test_nothing_is_sent_that_too_few_approved(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, {})
    post = submitted(school, teacher)
    approve(post, head)
    force("drafts_version", post.versions.get().pk, approvals_needed=2)

    assert claiming.claim(school.pk, post.pk) is None

    returned = now_of(post)
    assert (returned.state, returned.trouble) == (State.RETURNED, "not-approved")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_approval_each() -> None:
    school = make_school()
    teacher = make_person(school, Role.TEACHER)
    leaders = [make_person(school, Role.SLT) for _ in range(2)]
    adopt(school, {"two-approvers": ("block", {"always": True})})
    post = submitted(school, teacher)
    start = Barrier(4)

    def press(leader: Person) -> str:
        try:
            with scope.school(school.pk):
                start.wait(timeout=20)
                approve(post, leader)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(press, leaders * 2))

    with scope.school(school.pk):
        approvals = Decision.objects.filter(post=post).values_list("by", flat=True)
        assert sorted(approvals) == sorted(leader.pk for leader in leaders)
        assert now_of(post).state == State.SCHEDULED
    assert outcomes[-2:] == ["done", "done"]
    assert re.fullmatch(r"(AlreadyApproved|AlreadyDecided)", outcomes[0])


def test_draft_of_a_school_with_another_rule_needs_one(
    school: School, teacher: Person, head: Person
) -> None:
    with in_scope(school.pk):
        adopt(school, {"two-approvers": ("note", {"always": True})})
        post = make_post(school, teacher)
        submissions.submit(post=post, by=teacher, now=timezone.now())
        approve(post, head)

        assert now_of(post).state == State.SCHEDULED
