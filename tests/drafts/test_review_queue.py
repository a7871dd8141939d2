from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.drafts.actions import reviews
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person, make_school
from tests.posts import adopt_policy, submitted

MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def queue_page(client: Client, school: School, cursor: str = "") -> str:
    address = f"/{school.slug}/review/"
    response = client.get(address, {"from": cursor} if cursor else {})
    assert response.status_code == 200
    return response.content.decode()


def waited(post: Post, hours: float) -> None:
    """Move the submission into the past, with the due time a day after it."""
    at = timezone.now() - timedelta(hours=hours)
    with scope.school(post.school_id):
        Post.objects.filter(pk=post.pk).update(
            submitted_at=at, review_due_at=at + timedelta(hours=24)
        )


def many(school: School, author: Person, count: int) -> None:
    """Waiting drafts in bulk, copied from one."""
    first = submitted(school, author, "Copy 0")
    with scope.school(school.pk):
        copies = [
            Post(
                school=school,
                author=author,
                account=first.account,
                text=f"Copy {number}",
                created_at=first.created_at,
                saved_at=first.saved_at,
            )
            for number in range(1, count)
        ]
        made = Post.objects.bulk_create(copies)
        Post.objects.filter(pk__in=[post.pk for post in made]).update(
            state="submitted", submitted_at=first.submitted_at, review_due_at=first.review_due_at
        )


def test_queue_shows_the_longest_waiting_first(
    school: School, head: Person, teacher: Person
) -> None:
    waited(submitted(school, teacher, "The newer one"), hours=1)
    waited(submitted(school, teacher, "The older one"), hours=5)

    page = queue_page(client_of(head), school)

    assert page.index("The older one") < page.index("The newer one")
    assert "Waiting 5 hours" in page
    assert "Due in 18 hours" in page


def test_queue_says_overdue_in_words(school: School, head: Person, teacher: Person) -> None:
    waited(submitted(school, teacher), hours=27)

    assert "Overdue by 3 hours" in queue_page(client_of(head), school)


def test_queue_row_names_author_photos_and_first_line(
    school: School, head: Person, teacher: Person
) -> None:
    photos = [("Paper boats on a table", False), ("A shelf of books", False)]
    submitted(school, teacher, "Boats and books\nwhole story below", photos=photos)

    page = queue_page(client_of(head), school)

    assert "Tess Teacher" in page
    assert "2 photos" in page
    assert "Boats and books" in page
    assert "whole story" not in page


def test_queue_keeps_ones_own_drafts_apart(school: School, head: Person, teacher: Person) -> None:
    submitted(school, head, "Written by the head")
    submitted(school, teacher, "Written by a teacher")

    page = queue_page(client_of(head), school)

    theirs, own = page.split("Your own drafts")
    assert "Somebody else must approve these." in own
    assert "Written by the head" in own
    assert "Written by the head" not in theirs
    assert "1 draft waits for a decision" in theirs


def test_queue_says_who_has_the_draft_open(
    school: School, head: Person, deputy: Person, teacher: Person
) -> None:
    post = submitted(school, teacher)

    client_of(deputy).get(f"/{school.slug}/review/{post.pk}/")

    assert "Being looked at by Dev Deputy" in queue_page(client_of(head), school)
    assert "Being looked at by" not in queue_page(client_of(deputy), school)


def test_queue_forgets_a_look_of_five_minutes_ago(
    school: School, head: Person, deputy: Person, teacher: Person
) -> None:
    post = submitted(school, teacher)
    with scope.school(school.pk):
        reviews.look(post=post, by=deputy, now=timezone.now() - timedelta(minutes=5))

    assert "Being looked at by" not in queue_page(client_of(head), school)


def test_queue_without_drafts_explains_itself(school: School, head: Person) -> None:
    page = queue_page(client_of(head), school)

    assert "All caught up" in page
    assert "decide in one place" in page


def test_queue_pages_show_each_draft_once(school: School, head: Person, teacher: Person) -> None:
    many(school, teacher, 60)
    client = client_of(head)

    seen: list[int] = []
    cursor = ""
    for _ in range(3):
        shown = client.get(f"/{school.slug}/review/", {"from": cursor}).context["queue"]
        seen += [row.pk for row in shown.rows]
        cursor = shown.next

    assert cursor == ""
    assert len(seen) == len(set(seen)) == 60


def test_queue_leads_back_to_the_page_before(school: School, head: Person, teacher: Person) -> None:
    many(school, teacher, 60)
    client = client_of(head)
    address = f"/{school.slug}/review/"

    first = client.get(address).context["queue"]
    second = client.get(address, {"from": first.next}).context["queue"]
    again = client.get(address, {"from": second.previous}).context["queue"]

    assert again.rows == first.rows
    assert (first.previous, again.previous) == ("", "")


@pytest.mark.parametrize(
    "cursor", ["x", "a", "a1-", "a99999999999999999-1", "b0-0", "a1-1' OR 1=1"]
)
def test_queue_takes_any_cursor_without_a_fall(
    school: School, head: Person, teacher: Person, cursor: str
) -> None:
    submitted(school, teacher)

    queue_page(client_of(head), school, cursor)


def test_queue_shows_no_draft_of_another_school(
    school: School, other_school: School, head: Person
) -> None:
    adopt_policy(other_school)
    theirs = make_person(other_school, Role.TEACHER)
    submitted(other_school, theirs, "Somebody else's business")

    assert "Somebody else" not in queue_page(client_of(head), school).split("<main")[1]


def queries_of_queue(client: Client, school: School) -> int:
    queue_page(client, school)  # the first request of a session also notes its start
    with CaptureQueriesContext(
        connection,
    ) as captured:
        queue_page(client, school)
    return len(captured)


@pytest.mark.django_db(transaction=True)  # as in earnest: no savepoints of the test's own
def test_queue_asks_the_same_of_the_database_at_any_length(
    school: School, head: Person, teacher: Person
) -> None:
    client = client_of(head)
    submitted(school, teacher)
    at_one = queries_of_queue(client, school)
    many(school, teacher, 100)
    at_a_hundred = queries_of_queue(client, school)
    many(school, teacher, 1500)
    at_more = queries_of_queue(client, school)

    assert at_one == at_a_hundred == at_more
    assert at_more <= MOST_QUERIES


@pytest.mark.django_db(transaction=True)
def test_queue_asks_no_more_with_many_schools(
    school: School, head: Person, teacher: Person
) -> None:
    client = client_of(head)
    submitted(school, teacher)
    alone = queries_of_queue(client, school)
    for number in range(10):
        another = make_school(f"school-{number}")
        adopt_policy(another)
        submitted(another, make_person(another, Role.TEACHER))

    assert queries_of_queue(client, school) == alone
