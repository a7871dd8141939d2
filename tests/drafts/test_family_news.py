"""A parent who changed their mind is told once the post is gone, and nobody else is."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from consent.actions import answers, never_publish, purposes
from consent.jobs import family_messages
from consent.models import Consent, FamilyMessage, Guardian, Pupil
from moderation.drafts import takedowns
from moderation.drafts.models import Post, Takedown
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent import campaigning
from tests.consent.families import make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.posts import adopt_policy, make_account, make_post


@pytest.fixture
def pupil(school: School, office: Person) -> Pupil:
    """A child of two parents who are both asked, the mother in Polish."""
    adopt_policy(school)
    make_account(school)
    with in_scope(school.pk):
        pupil = make_pupil(school, born_on=campaigning.BORN)
        make_guardian(pupil, email="mum@example.com", language="pl", first=True)
        campaigning.opened(school, office)
    return pupil


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    """On X since an hour ago."""
    post = make_post(school, teacher, "Beans.")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    with in_scope(school.pk):
        force("drafts_post", post.pk, state="posted", tweet_id="12345", posted_at=an_hour_ago)
    return post


def mother_of(pupil: Pupil) -> Guardian:
    return pupil.guardianships.get(first_contact=True).guardian


def says_no(pupil: Pupil, by: Person) -> None:
    answers.withdraw(
        pupil=pupil,
        purposes=[purposes.named(pupil.school, "social-media")],
        guardian=mother_of(pupil),
        method=Consent.Method.PHONE,
        by=by,
        now=timezone.now(),
    )


def comes_down(
    post: Post, pupil: Pupil, outcome: Takedown.Outcome = Takedown.Outcome.REMOVED
) -> None:
    post = Post.objects.get(pk=post.pk)
    now = timezone.now()
    takedowns.open_for(post, pupil.pk, None, since=now, now=now)
    takedowns.close(Takedown.objects.filter(post=post), outcome, timezone.now())


def waiting() -> list[FamilyMessage]:
    return list(FamilyMessage.objects.filter(kind=FamilyMessage.Kind.GONE))


def test_parent_is_told_in_their_language_that_the_post_is_gone(
    school: School, pupil: Pupil, post: Post, office: Person
) -> None:
    with in_scope(school.pk):
        says_no(pupil, office)
        comes_down(post, pupil)
    mail.outbox.clear()

    family_messages.send(school.pk, timezone.now())

    told = [one for one in mail.outbox if "usunięty z X" in one.subject]
    assert [one.to for one in told] == [["mum@example.com"]]
    assert "has been deleted from X" in str(told[0].body)
    assert pupil.legal_forename not in str(told[0].body)


def test_two_posts_of_a_day_are_one_mail(
    school: School, pupil: Pupil, post: Post, office: Person, teacher: Person
) -> None:
    second = make_post(school, teacher, "Peas.")
    with in_scope(school.pk):
        force("drafts_post", second.pk, state="posted", tweet_id="12346", posted_at=timezone.now())
        says_no(pupil, office)
        comes_down(post, pupil)
        comes_down(second, pupil)

        assert len(waiting()) == 1


def test_nobody_is_told_of_a_childs_protection(
    school: School, pupil: Pupil, post: Post, dsl: Person
) -> None:
    with in_scope(school.pk):
        never_publish.protect(pupil=pupil, by=dsl, reason="A court order.", now=timezone.now())
        comes_down(post, pupil)

        assert waiting() == []


def test_answer_from_before_the_post_is_no_change_of_mind(
    school: School, pupil: Pupil, post: Post, office: Person
) -> None:
    with in_scope(school.pk):
        says_no(pupil, office)
        force("drafts_post", post.pk, posted_at=timezone.now() + timedelta(minutes=1))
        comes_down(post, pupil)

        assert waiting() == []


def test_post_that_may_stay_is_no_news(
    school: School, pupil: Pupil, post: Post, office: Person
) -> None:
    with in_scope(school.pk):
        says_no(pupil, office)
        comes_down(post, pupil, Takedown.Outcome.MAY_BE_SHOWN)

        assert waiting() == []
