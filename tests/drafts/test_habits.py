"""How posting goes, for those who lead it: numbers of posts, and of nobody in particular."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent import academic_year
from consent.models import Pupil, SchoolClass
from moderation.drafts.actions import reviews
from moderation.drafts.models import ConsentProof, Decision, Post, Version
from moderation.drafts.presenters import habits
from moderation.drafts.presenters.habits import Habits
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import as_owner, client_of, make_person
from tests.drafts.forcing import force
from tests.posts import adopt_policy, make_post, make_pupil, submitted
from tests.today.test_home import statements

PAGE = "/st-catherine/figures/posting/"
NOW = timezone.now()
YEAR = academic_year.academic_year(academic_year.day_of(NOW))
MOST_STATEMENTS = 16


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def shown(school: School) -> Habits:
    with scope.school(school.pk):
        return habits.present(school, NOW)


def published(school: School, author: Person, text: str = "Beans.", **fields: object) -> Post:
    """A post on X since an hour ago."""
    post = make_post(school, author, text, **fields)
    number = str(1_800_000_000_000_000_000 + post.pk)
    with scope.school(school.pk):
        force("drafts_post", post.pk, state="posted", tweet_id=number,
              posted_at=NOW - timedelta(hours=1))  # fmt: skip
    return post


def in_class(school: School, name: str, *, year: int = YEAR, forename: str = "Amelia") -> Pupil:
    with scope.school(school.pk):
        group, _ = SchoolClass.objects.get_or_create(school=school, name=name, academic_year=year)
    return make_pupil(school, forename, "Brown", school_class=group)


def proven(post: Post, *pupils: Pupil, by: Person) -> None:
    """That these children may be seen in it."""
    with scope.school(post.school_id), as_owner(without_triggers=True):
        version = Version.objects.create(
            school=post.school, post=post, number=1, policy_version=1,
            submitted_by=post.author, submitted_at=NOW,
        )  # fmt: skip
        decision = Decision.objects.create(
            school=post.school, post=post, version=version, verdict="approve", seal="0" * 64,
            author=post.author, by=by, at=NOW,
        )  # fmt: skip
        for pupil in pupils:
            ConsentProof.objects.create(
                school=post.school, decision=decision, post=post, pupil=pupil, consents=[1],
                given_on=NOW.date(), shown_on=NOW.date(), proven_at=NOW,
            )  # fmt: skip


def test_classes_are_told_with_the_posts_that_show_them_the_least_first(
    school: School, head: Person, teacher: Person
) -> None:
    first, second = in_class(school, "1A"), in_class(school, "1A", forename="Billie")
    other = in_class(school, "2B")
    in_class(school, "3C")
    in_class(school, "1A", year=YEAR - 1)
    proven(published(school, teacher), first, second, by=head)
    proven(published(school, teacher), first, other, by=head)
    proven(make_post(school, teacher, "Not on X."), other, by=head)

    assert shown(school).classes == [("3C", 0), ("2B", 1), ("1A", 2)]


def test_pictures_count_where_their_words_are_kept(school: School, teacher: Person) -> None:
    published(school, teacher, photos=[("A bean", None), ("", None)])
    let_go = published(school, teacher, photos=[("Another", None)])
    with scope.school(school.pk):
        force("drafts_post", let_go.pk, text="")

    year = shown(school).years[0]

    assert (year.posts, year.described) == ("2", "1 of 2 (50 %)")


def test_waiting_is_told_from_sending_to_the_first_decision(
    school: School, head: Person, teacher: Person
) -> None:
    for hours in (1, 3, 30):
        post = submitted(school, teacher, f"Beans after {hours} hours.")
        with scope.school(school.pk):
            version = post.versions.get()
            reviews.send_back(
                post=post, by=head, version=1, comment="Say which beans.",
                now=version.submitted_at + timedelta(hours=hours),
            )  # fmt: skip
    submitted(school, teacher, "Nobody has decided about this.")

    year = shown(school).years[0]

    assert (year.usual, year.longest) == ("3 hours", "30 hours")
    assert (year.sent, year.returned, year.rejected) == ("4", "3 of 4 (75 %)", "0 of 4 (0 %)")


def test_rules_are_told_that_had_found_something_in_what_came_back(
    school: School, head: Person, teacher: Person
) -> None:
    post = submitted(school, teacher, "Beans.")
    with scope.school(school.pk):
        version = post.versions.get()
        twice = json.dumps([{"rule": "grammar"}, {"rule": "grammar"}])
        force("drafts_version", version.pk, findings=twice)
        reviews.send_back(post=post, by=head, version=1, comment="Spelling.", now=NOW)

    [(title, number)] = shown(school).years[0].found

    assert (title, number) == ("Spelling and grammar", 1)


def test_a_school_that_has_not_begun_is_told_so(school: School) -> None:
    year = shown(school).years[1]

    assert (year.posts, year.described, year.usual, year.returned) == ("None",) * 4
    assert shown(school).classes == []


def test_page_names_no_child_and_no_colleague(
    school: School, head: Person, teacher: Person
) -> None:
    pupil = in_class(school, "1A", forename="Ottoline")
    proven(published(school, teacher), pupil, by=head)

    page = client_of(make_person(school, Role.SLT)).get(PAGE).content.decode()

    assert "1A" in page
    assert "Ottoline" not in page
    assert teacher.name not in page


def test_another_schools_posts_are_not_counted(
    school: School, other_school: School, head: Person
) -> None:
    adopt_policy(other_school)
    published(other_school, make_person(other_school, Role.TEACHER))

    assert shown(school).years[0].posts == "None"


def test_page_takes_few_statements(school: School, head: Person, teacher: Person) -> None:
    proven(published(school, teacher), in_class(school, "1A"), by=head)
    client = client_of(head)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as sent:
        client.get(PAGE)

    assert len(statements(sent)) <= MOST_STATEMENTS
