"""Sending a draft for approval and taking it back: what is kept, refused, recorded and told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts import checks, wall_clock
from moderation.drafts.actions import dismissals, drafts, reviews, submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, Version
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.drafts.forcing import force, put
from tests.posts import adopt_policy, make_post, make_pupil, scheduled, submitted

NOW = timezone.now()
MENTION = "Thank you @CafodSchools for the visit."


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@pytest.fixture
def draft(school: School, teacher: Person) -> Post:
    return make_post(school, teacher)


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def save(post: Post, by: Person, text: str, revision: int | None = None) -> Post:
    known = fresh(post).revision if revision is None else revision
    return drafts.save(post=post, by=by, text=text, revision=known, now=NOW)


def submit(post: Post, by: Person, wall_time: str = "") -> Post:
    return submissions.submit(post=fresh(post), by=by, now=NOW, wall_time=wall_time)


def warning_in(post: Post) -> str:
    (checked,) = checks.findings_of(fresh(post))
    return checked.finding.key


def test_submit_blocked_counts_the_rule_and_names_no_child(school: School, teacher: Person) -> None:
    make_pupil(school, "Amelia", "Thornbury")
    post = make_post(school, teacher, "Amelia Thornbury watered the beans.")

    with pytest.raises(submissions.Blocked, match="in one place"):
        submit(post, teacher)

    event = Event.objects.get(verb="post.stopped")
    assert event.payload == {"rules": ["pupil-full-name"]}
    assert fresh(post).state == State.DRAFT


def test_submit_keeps_what_was_submitted_and_tells_the_reviewers(
    draft: Post, teacher: Person, head: Person, dsl: Person, other_head: Person
) -> None:
    submit(draft, teacher, wall_time="2027-06-01T15:30")

    waiting = fresh(draft)
    assert (waiting.state, waiting.wall_time) == (State.SUBMITTED, "2027-06-01T15:30")
    assert waiting.review_due_at == NOW + timedelta(hours=24)
    assert Version.objects.get(post=draft).text == draft.text
    letters = Letter.objects.filter(kind="draft-waiting")
    assert set(letters.values_list("to", flat=True)) == {head.email, dsl.email}


def test_submit_by_a_leader_writes_no_letter_to_themselves(
    school: School, head: Person, deputy: Person
) -> None:
    submitted(school, head)

    assert [letter.to for letter in Letter.objects.all()] == [deputy.email]


def test_letters_carry_no_pupil_and_no_words(school: School, teacher: Person, head: Person) -> None:
    make_pupil(school, "Amelia", "Thornbury")
    submitted(school, teacher, "Amelia watered the beans.")

    for letter in Letter.objects.all():
        assert "Amelia" not in letter.path + letter.kind
        assert "beans" not in letter.path + letter.kind


def test_no_event_holds_words_or_names(school: School, teacher: Person, head: Person) -> None:
    post = make_post(school, teacher, MENTION)
    dismissals.set_aside(post=post, by=teacher, key=warning_in(post), reason="A partner", now=NOW)
    submit(post, teacher)
    reviews.send_back(post=post, by=head, version=1, comment="Say when, please", now=NOW)

    payloads = str(list(Event.objects.values_list("payload", flat=True)))

    for words in ("Cafod", "partner", "please", teacher.email, head.name):
        assert words not in payloads


def test_submit_without_words_or_policy_says_so(school: School, teacher: Person) -> None:
    with pytest.raises(submissions.NothingToSay):
        submit(make_post(school, teacher, "  \n "), teacher)

    (version,) = school.policy_versions.all()
    force("policy_policyversion", version.pk, in_force_from="2126-09-01", review_on="2127-09-01")
    with pytest.raises(Refusal, match="no ratified policy"):
        submit(make_post(school, teacher), teacher)


@pytest.mark.parametrize("picture", [("Beans", None), ("Beans", True)])
def test_submit_waits_for_pictures_and_answers(
    school: School, teacher: Person, picture: tuple[str, bool | None]
) -> None:
    post = make_post(school, teacher, photos=[picture])
    if picture[1] is None:
        with pytest.raises(submissions.PhotosUndeclared):
            submit(post, teacher)
    force("consent_photo", post.photos.get().pk, state="received")

    with pytest.raises(submissions.PhotosNotReady):
        submit(post, teacher)


def test_submit_for_a_time_gone_by_is_refused(draft: Post, teacher: Person) -> None:
    with pytest.raises(wall_clock.InThePast):
        submit(draft, teacher, wall_time="2020-01-01T10:00")

    assert fresh(draft).state == State.DRAFT


def test_withdraw_takes_it_back_and_recall_takes_the_approval(
    school: School, teacher: Person, head: Person
) -> None:
    waiting, approved = submitted(school, teacher), scheduled(school, teacher, head)

    submissions.withdraw(post=waiting, by=teacher, now=NOW)
    submissions.recall(post=approved, by=teacher, now=NOW)

    assert fresh(waiting).state == State.DRAFT
    opened = fresh(approved)
    assert (opened.state, opened.seal, opened.fingerprint) == (State.DRAFT, "", "")
    assert (opened.scheduled_for, opened.not_before, opened.expires_at) == (None, None, None)


def test_edited_after_approval_needs_a_new_one(
    school: School, teacher: Person, head: Person
) -> None:
    post = scheduled(school, teacher, head)
    submissions.recall(post=post, by=teacher, now=NOW)
    save(post, teacher, "Other words")

    submit(post, teacher)

    assert fresh(post).state == State.SUBMITTED
    assert list(post.versions.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("state", ["sending", "unknown", "held", "posted", "rejected"])
def test_recall_of_what_is_on_its_way_is_refused(
    school: School, teacher: Person, head: Person, state: str
) -> None:
    post = scheduled(school, teacher, head)
    put(post, state)

    with pytest.raises(NotPossible):
        submissions.recall(post=post, by=teacher, now=NOW)
