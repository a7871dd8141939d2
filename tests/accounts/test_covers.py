"""Somebody reviews while a leader is away: on those days only, never their own, ended by itself."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.actions import reviews
from moderation.drafts.models import Decision, Post
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import State
from schoolsocial.accounts.actions import covers
from schoolsocial.accounts.models import Cover, Membership, Person, School
from schoolsocial.accounts.roles import COVER, Permission, Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, give_second_factor, join, make_person, run_sql
from tests.drafts.forcing import refused
from tests.drafts.outgoing import now_of
from tests.posts import adopt_policy, submitted

COVERS = "/st-catherine/cover/"
QUEUE = "/st-catherine/review/"


def name(school: School, person: Person, by: Person, *, since: int = 0, until: int = 4) -> Cover:
    """From so many days after today to so many."""
    today = timezone.localdate()
    with scope.school(school.pk):
        return covers.name(
            school=school,
            person=person,
            by=by,
            first_day=today + timedelta(days=since),
            last_day=today + timedelta(days=until),
            now=timezone.now(),
        )


@pytest.fixture
def deputy(school: School) -> Person:
    """A teacher with a second factor."""
    adopt_policy(school)
    return make_person(school, Role.TEACHER, name="Dee Deputy", second_factor=True)


def waiting(school: School, author: Person) -> Post:
    return submitted(school, author)


def approve(post: Post, by: Person) -> int:
    given = {"version": 1, "when": "soon"}
    return client_of(by).post(f"{QUEUE}{post.pk}/approve/", given).status_code


def test_deputy_approves_what_others_wrote(
    school: School, deputy: Person, teacher: Person, head: Person
) -> None:
    post = waiting(school, teacher)
    assert client_of(deputy).get(QUEUE).status_code == 403

    name(school, deputy, head)

    assert client_of(deputy).get(QUEUE).status_code == 200
    assert approve(post, deputy) == 302
    assert now_of(post).state == State.SCHEDULED


def test_deputy_never_approves_their_own(school: School, deputy: Person, head: Person) -> None:
    name(school, deputy, head)
    post = waiting(school, deputy)

    assert approve(post, deputy) == 409
    assert now_of(post).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (datetime(2026, 7, 5, 23, 59, tzinfo=LONDON), False),
        (datetime(2026, 7, 6, 0, 1, tzinfo=LONDON), True),  # 5 July in UTC
        (datetime(2026, 7, 8, 23, 59, tzinfo=LONDON), True),
        (datetime(2026, 7, 9, 0, 1, tzinfo=LONDON), False),
    ],
)
def test_cover_begins_and_ends_by_itself_at_londons_midnight(
    school: School, deputy: Person, head: Person, moment: datetime, *, may: bool
) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 12, tzinfo=LONDON), tick=False):
        name(school, deputy, head, since=5, until=7)

    with time_machine.travel(moment, tick=False), scope.school(school.pk):
        place = Membership.objects.get(person=deputy)
        able = Membership.objects.able_to(Permission.APPROVE_POSTS)
        assert (place.permissions >= COVER) is may
        assert able.filter(person=deputy).exists() is may


def test_cover_needs_a_second_factor(school: School, head: Person) -> None:
    adopt_policy(school)
    without = make_person(school, Role.TEACHER)
    assert client_of(without).get("/st-catherine/drafts/").status_code == 200

    name(school, without, head)

    assert client_of(without).get("/st-catherine/drafts/")["Location"].endswith("/account/2fa/")
    give_second_factor(without)
    assert client_of(without).get(QUEUE).status_code == 200


def test_cover_gives_nothing_else(school: School, deputy: Person, head: Person) -> None:
    with scope.school(school.pk):
        before = Membership.objects.get(person=deputy).permissions
    name(school, deputy, head)
    with scope.school(school.pk):
        after = Membership.objects.get(person=deputy).permissions

    assert after - before == COVER - before
    assert client_of(deputy).get(COVERS).status_code == 403


def test_cover_of_one_school_is_not_another_schools(
    school: School, other_school: School, deputy: Person, head: Person
) -> None:
    join(deputy, other_school, Role.TEACHER)
    name(school, deputy, head)

    assert client_of(deputy).get(f"/{other_school.slug}/review/").status_code == 403
    with scope.school(other_school.pk):
        assert (
            not Membership.objects.able_to(Permission.APPROVE_POSTS).filter(person=deputy).exists()
        )


def test_ended_early_it_is_over_at_once_and_what_was_approved_stays(
    school: School, deputy: Person, teacher: Person, head: Person
) -> None:
    post = waiting(school, teacher)
    cover = name(school, deputy, head)
    approve(post, deputy)

    client_of(head).post(f"{COVERS}{cover.pk}/end/")

    assert client_of(deputy).get(QUEUE).status_code == 403
    assert now_of(post).state == State.SCHEDULED
    again = client_of(head).post(f"{COVERS}{cover.pk}/end/", follow=True).content.decode()
    assert "over already" in again


def test_deputies_get_the_letters_of_reviewers(
    school: School, deputy: Person, teacher: Person, head: Person
) -> None:
    name(school, deputy, head)
    waiting(school, teacher)

    with scope.school(school.pk):
        letters = list(school.letters.filter(to=deputy.email).values_list("kind", flat=True))
    assert letters == ["cover-named", "draft-waiting"]


def test_reviewers_see_who_covers_and_who_approved_by_it(
    school: School, deputy: Person, teacher: Person, head: Person, dsl: Person
) -> None:
    post = waiting(school, teacher)
    name(school, deputy, head)
    approve(post, deputy)

    assert "Dee Deputy reviews too until" in client_of(dsl).get(QUEUE).content.decode()
    page = client_of(head).get(f"/st-catherine/posts/{post.pk}/").content.decode()
    assert "Dee Deputy (Teacher or support staff and covering for a leader) approved" in page


def test_naming_and_ending_are_on_record(school: School, deputy: Person, head: Person) -> None:
    cover = name(school, deputy, head)
    with scope.school(school.pk):
        covers.end(cover=cover, by=head, now=timezone.now())
        verbs = list(Event.objects.filter(object_type="cover").values_list("verb", "actor_id"))
    assert verbs == [("cover.named", head.pk), ("cover.ended", head.pk)]


@pytest.mark.parametrize("who", ["head", "admin"])
def test_leaders_and_administrators_name_by_the_page(
    school: School, deputy: Person, head: Person, admin: Person, who: str
) -> None:
    browser, today = client_of({"head": head, "admin": admin}[who]), timezone.localdate()
    with scope.school(school.pk):
        place = Membership.objects.get(person=deputy)

    given = {"place": place.pk, "first_day": today, "last_day": today}
    page = browser.post(COVERS, given, follow=True).content.decode()

    assert "is told by mail" in page
    assert "reviews now" in page


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-01-05", "2026-01-09", "The last day has gone by."),
        ("2030-01-09", "2030-01-05", "The last day is before the first."),
        ("2030-01-09", "2030-09-05", "92 days at most"),
    ],
)
def test_days_that_cannot_be_are_refused(
    school: School, deputy: Person, head: Person, first: str, last: str, sentence: str
) -> None:
    with scope.school(school.pk):
        place = Membership.objects.get(person=deputy)
    answer = client_of(head).post(COVERS, {"place": place.pk, "first_day": first, "last_day": last})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_nobody_names_themselves_a_governor_or_a_stranger(
    school: School,
    deputy: Person,
    admin: Person,
    head: Person,
    governor: Person,
    other_head: Person,
) -> None:
    with pytest.raises(covers.NotOneself):
        name(school, admin, admin)
    for person in (head, governor, other_head):
        with pytest.raises(covers.CannotCover):
            name(school, person, admin)


class TestDatabase:
    """What it holds by itself."""

    def test_approval_needs_somebody_entitled(
        self, school: School, deputy: Person, teacher: Person, head: Person
    ) -> None:
        post = waiting(school, teacher)
        cover = name(school, deputy, head)
        with scope.school(school.pk):
            covers.end(cover=cover, by=head, now=timezone.now())
        with scope.school(school.pk), refused("only a senior leader, or who covers"):
            reviews.approve(post=post, by=deputy, version=1, now=timezone.now())

        name(school, deputy, head)
        with scope.school(school.pk):
            reviews.approve(post=post, by=deputy, version=1, now=timezone.now())
            assert Decision.objects.get().by == deputy

    def test_entitlement_is_asked_for_the_day_of_the_approval(
        self, school: School, deputy: Person, teacher: Person, head: Person
    ) -> None:
        post = waiting(school, teacher)
        name(school, deputy, head, since=1)
        with scope.school(school.pk), refused("only a senior leader, or who covers"):
            reviews.approve(post=post, by=deputy, version=1, now=timezone.now())

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ("last_day = last_day + 400", "only ended"),
            ("first_day = first_day - 1", "only ended"),
            ("ended_at = now()", "cover_ended_by_somebody"),
        ],
    )
    def test_cover_is_only_ended(
        self, school: School, deputy: Person, head: Person, change: str, words: str
    ) -> None:
        name(school, deputy, head)
        with scope.school(school.pk), refused(words):
            run_sql(f"UPDATE accounts_cover SET {change}")

    def test_cover_is_never_forgotten(self, school: School, deputy: Person, head: Person) -> None:
        name(school, deputy, head)
        with scope.school(school.pk), refused("never forgotten"):
            run_sql("DELETE FROM accounts_cover")

    @pytest.mark.parametrize(
        ("last_day", "by", "words"),
        [
            (date(2026, 1, 4), "head", "cover_ends_within_a_term"),
            (date(2027, 1, 5), "head", "cover_ends_within_a_term"),
            (date(2026, 1, 9), "deputy", "named_by_somebody_else"),
            (date(2026, 1, 9), "other_head", "member"),
        ],
    )
    def test_no_other_cover_can_stand(
        self,
        school: School,
        deputy: Person,
        head: Person,
        other_head: Person,
        last_day: date,
        by: str,
        words: str,
    ) -> None:
        named_by = {"head": head, "deputy": deputy, "other_head": other_head}[by]
        with scope.school(school.pk), refused(words):
            run_sql(
                "INSERT INTO accounts_cover"
                " (school_id, person_id, first_day, last_day, named_by_id, named_at)"
                " VALUES (%s, %s, '2026-01-05', %s, %s, now())",
                school.pk,
                deputy.pk,
                last_day,
                named_by.pk,
            )
