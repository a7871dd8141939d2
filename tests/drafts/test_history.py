"""The story of a post, in the order in which it happened."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from moderation.drafts.actions import drafts as writing
from moderation.drafts.actions import reviews, submissions
from moderation.drafts.models import Attempt, Post
from moderation.drafts.presenters import history
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from tests.posts import adopt_policy, make_post, scheduled, submitted


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


def told(post: Post) -> list[str]:
    return [f"{entry.who} {entry.sentence}" for entry in history.present(post).entries]


def test_history_tells_a_return_with_its_comment(
    school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)
    reviews.send_back(post=post, by=head, version=1, comment="Which class?", now=timezone.now())

    entries = history.present(post).entries

    assert told(post) == [
        "Tess Teacher sent version 1 for approval",
        "Helen Head returned version 1 with a comment",
    ]
    assert entries[-1].comment == "Which class?"


def test_history_folds_a_run_of_saves_into_one_line(school: School, teacher: Person) -> None:
    post = make_post(school, teacher)
    for revision in range(5):
        post = writing.save(
            post=post, by=teacher, text=f"Try {revision}", revision=revision, now=timezone.now()
        )

    (entry,) = history.present(post).entries

    assert (entry.sentence, entry.times) == ("changed the words", 5)


def test_history_shows_the_changes_between_versions(school: School, teacher: Person) -> None:
    post = submitted(school, teacher, "We planted beans.")
    now = timezone.now()
    submissions.withdraw(post=post, by=teacher, now=now)
    post = Post.objects.get(pk=post.pk)
    writing.save(post=post, by=teacher, text="We planted peas.", revision=post.revision, now=now)
    submissions.submit(post=post, by=teacher, now=now)

    (changes,) = history.present(post).changes

    assert (changes.before, changes.after, changes.words_changed) == (1, 2, True)


def test_history_tells_each_call_to_x_with_its_answer(
    school: School, teacher: Person, head: Person
) -> None:
    post = scheduled(school, teacher, head)
    attempt = Attempt.objects.create(
        school=school,
        post=post,
        kind="create",
        number=2,
        endpoint="POST /2/tweets",
        request_hash="0",
        worker="w",
        deadline_at=timezone.now(),
    )
    for fields in ({"state": "in_flight"}, {"state": "unknown", "status_code": 503}):
        Attempt.objects.filter(pk=attempt.pk).update(**fields)

    assert told(post)[-1] == (
        "The software sent the post to X (attempt 2): no clear answer, answer 503"
    )


@pytest.mark.parametrize("verb", list(Verb))
def test_history_has_a_sentence_for_every_verb(school: School, teacher: Person, verb: Verb) -> None:
    code = f"post.{verb.replace(' ', '_')}"
    if verb is Verb.EDIT:
        code = "post.saved"  # an edit is recorded as what it is, a save

    assert code in history.SENTENCES


def test_history_of_an_event_it_does_not_know_is_still_readable(
    school: School, teacher: Person
) -> None:
    post = make_post(school, teacher)
    audit.record(school_id=school.pk, by=None, verb="post.looked_for", subject=post)

    assert told(post) == ["The software looked for"]


def test_history_keeps_to_its_post(school: School, teacher: Person, head: Person) -> None:
    mine, other = submitted(school, teacher), submitted(school, teacher)
    reviews.reject(post=other, by=head, version=1, comment="No", now=timezone.now())

    assert len(told(mine)) == 1
