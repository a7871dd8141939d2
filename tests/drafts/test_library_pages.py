"""The pages of the library: what each person reads, and what they may press."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from consent.models import Pupil
from moderation.drafts.actions import submissions
from moderation.drafts.actions.library import REFUSALS
from moderation.drafts.models import LibraryPicture, LibraryTerms, Post
from moderation.drafts.queries import pages
from moderation.drafts.reuse import Bar
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.drafts import shelf
from tests.drafts.forcing import force
from tests.posts import adopt_policy, make_post

MOST_QUERIES = 15
"""With those by which every request finds its person and place."""


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def at_school(school: School) -> str:
    return f"/{school.slug}/"


def test_grid_says_that_it_can_be_used(
    at_school: str, teacher: Person, kept: LibraryPicture
) -> None:
    page = text(client_of(teacher).get(f"{at_school}library/"))

    assert shelf.TITLE in page
    assert "3 Oak, harvest festival" in page
    assert "Can be used today" in page
    assert "In 1 post, last on" in page
    assert shelf.ALT in page


@shelf.CHANGES
def test_everybody_but_the_dsl_reads_the_same_whatever_happened(
    at_school: str,
    teacher: Person,
    head: Person,
    dsl: Person,
    kept: LibraryPicture,
    pupils: list[Pupil],
    change_of: Any,
) -> None:
    with in_scope(kept.school_id):
        change_of(pupils[0], dsl)
    address = f"{at_school}library/{kept.pk}/"

    for reader in (teacher, head):
        page = text(client_of(reader).get(address))
        assert "May not be used now" in page
        assert not any(
            word in page
            for word in ("Amelia", "withdrew", "has left", "Do not publish", "limit", "no-face")
        )


def test_safeguarding_lead_reads_why_without_a_name(
    at_school: str, dsl: Person, office: Person, kept: LibraryPicture, pupils: list[Pupil]
) -> None:
    shelf.withdraw(pupils[0], office)

    page = text(client_of(dsl).get(f"{at_school}library/{kept.pk}/"))

    assert "The family withdrew its consent." in page
    assert "Amelia" not in page


def test_search_finds_by_title_occasion_and_description(
    at_school: str, teacher: Person, kept: LibraryPicture
) -> None:
    client, address = client_of(teacher), f"{at_school}library/"

    found = [
        shelf.TITLE in text(client.post(address, {"q": words}))
        for words in ("harvest TABLE", "3 oak", "marrows", "marrows oak", "swimming", "%")
    ]

    assert found == [True, True, True, True, False, False]


def test_retired_and_ended_are_listed_apart(
    at_school: str, head: Person, kept: LibraryPicture
) -> None:
    client, address = client_of(head), f"{at_school}library/"
    yesterday = timezone.localdate() - timedelta(days=1)
    force("drafts_librarypicture", kept.pk, use_by=yesterday, use_by_set_on=yesterday)

    assert "Use-by date passed on" in text(client.post(address, {"show": "ended"}))
    client.post(f"{address}{kept.pk}/retire/")
    assert shelf.TITLE not in text(client.get(address))
    assert "Taken out of the library" in text(client.post(address, {"show": "retired"}))


def test_page_by_page(
    monkeypatch: pytest.MonkeyPatch,
    at_school: str,
    school: School,
    teacher: Person,
    head: Person,
) -> None:
    monkeypatch.setattr(pages, "SIZE", 2)
    adopt_policy(school)
    now = timezone.now()
    for number in range(5):
        post = shelf.posted(shelf.approved(school, teacher, head, [], f"Post {number}."))
        use_by = timezone.localdate() + timedelta(days=30)
        at = now + timedelta(seconds=number)
        shelf.keep(post, head, title=f"Number {number}.", use_by=use_by, now=at)

    client, cursor, seen = client_of(teacher), "", list[str]()
    for _ in range(3):
        page = client.post(f"{at_school}library/", {"from": cursor, "q": "number"})
        shown = page.context["library"]
        seen += [tile.picture.title for tile in shown.tiles]
        cursor = shown.next

    assert seen == [f"Number {number}." for number in (4, 3, 2, 1, 0)]
    assert cursor == ""


def test_grid_asks_no_more_for_many(
    django_assert_max_num_queries: DjangoAssertNumQueries,
    at_school: str,
    school: School,
    teacher: Person,
    head: Person,
    kept: LibraryPicture,
    pupils: list[Pupil],
) -> None:
    client = client_of(teacher)
    client.get(f"{at_school}library/")
    with django_assert_max_num_queries(100) as one:
        client.get(f"{at_school}library/")
    asked = [query["sql"] for query in one.captured_queries if query["sql"].startswith("SELECT")]
    assert len([sql for sql in asked if "set_config" not in sql]) <= MOST_QUERIES
    for number in range(4):
        post = shelf.posted(shelf.approved(school, teacher, head, pupils, f"Post {number}."))
        shelf.keep(post, head)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(f"{at_school}library/")


def test_reviewer_keeps_a_picture_from_the_posts_page(
    at_school: str, school: School, teacher: Person, head: Person, pupils: list[Pupil]
) -> None:
    adopt_policy(school)
    post = shelf.posted(shelf.approved(school, teacher, head, pupils))
    with in_scope(school.pk):
        address = f"{at_school}posts/{post.pk}/photos/{post.post_photos.get().pk}/keep/"
    client = client_of(head)

    assert address in text(client.get(f"{at_school}posts/{post.pk}/"))
    assert address not in text(client_of(teacher).get(f"{at_school}posts/{post.pk}/"))
    late = client.post(address, {"title": "Harvest", "use_by": "2040-01-01"})
    nameless = client.post(address, {"title": "", "use_by": "soon", "occasion": "3 Oak"})
    client.post(address, {"title": "Harvest", "use_by": str(shelf.end_of_year())})

    assert (late.status_code, "Choose a day from today to" in text(late)) == (409, True)
    assert (nameless.status_code, "3 Oak" in text(nameless)) == (422, True)
    assert "kept for reuse" in text(client.get(f"{at_school}posts/{post.pk}/"))
    with in_scope(school.pk):
        assert LibraryPicture.objects.get().title == "Harvest"


def start(client: Client, at_school: str, school: School, author: Person) -> tuple[Post, str]:
    post = make_post(school, author, "Harvest again.")
    return post, f"{at_school}drafts/{post.pk}/library/"


def test_what_was_typed_is_kept_on_the_way_to_the_library(
    at_school: str, school: School, teacher: Person, kept: LibraryPicture
) -> None:
    client = client_of(teacher)
    post, address = start(client, at_school, school, teacher)

    sent = {"text": "Harvest once more.", "revision": "0"}
    response = client.post(f"{address}from/", sent)

    assert response["Location"] == address
    with in_scope(school.pk):
        assert Post.objects.get(pk=post.pk).text == "Harvest once more."


def test_author_chooses_one_and_is_told_where_it_is_barred_meanwhile(
    at_school: str, school: School, teacher: Person, office: Person, kept: LibraryPicture
) -> None:
    client = client_of(teacher)
    post, address = start(client, at_school, school, teacher)
    assert "Use this picture" in text(client.get(address))
    with in_scope(school.pk):
        child = Pupil.objects.first()
    assert child is not None
    shelf.withdraw(child, office)

    refused = client.post(f"{address}{kept.pk}/use/")

    assert (refused.status_code, str(REFUSALS[Bar.NOT_NOW]) in text(refused)) == (409, True)
    assert "Use this picture" not in text(refused)
    with in_scope(school.pk):
        assert post.post_photos.count() == 0


def test_page_of_faces_shows_and_changes_nothing(
    at_school: str, school: School, teacher: Person, kept: LibraryPicture
) -> None:
    draft = shelf.use(kept, teacher)
    with in_scope(school.pk):
        row = draft.post_photos.get()
    address = f"{at_school}drafts/{draft.pk}/photos/{row.pk}/faces/"

    page = text(client_of(teacher).get(address))
    refused = client_of(teacher).post(f"{address}nobody/", {"signed": "yes"})

    assert "This picture is in the library." in page
    assert "Amelia0" in page
    assert "Blur" not in page
    assert (refused.status_code, "used as it was approved" in text(refused)) == (409, True)


@pytest.mark.parametrize(("days", "warned"), [(29, True), (31, False)])
def test_review_tells_of_the_library_and_warns_of_the_same_picture(
    at_school: str,
    school: School,
    teacher: Person,
    head: Person,
    kept: LibraryPicture,
    days: int,
    warned: bool,
) -> None:
    shelf.posted(Post(pk=kept.post_id, school_id=school.pk), days)
    draft = shelf.use(kept, teacher)
    with in_scope(school.pk):
        submissions.submit(post=draft, by=teacher, now=timezone.now())

    page = text(client_of(head).get(f"{at_school}review/{draft.pk}/"))

    assert f"From the library (“{shelf.TITLE}”), last used on" in page
    assert (f"{days} days ago" in page) is warned


def test_review_of_its_own_post_says_nothing(
    at_school: str, school: School, teacher: Person, head: Person, pupils: list[Pupil]
) -> None:
    adopt_policy(school)
    post = shelf.draft_with(school, teacher, pupils)
    with in_scope(school.pk):
        submissions.submit(post=post, by=teacher, now=timezone.now())

    assert "From the library" not in text(client_of(head).get(f"{at_school}review/{post.pk}/"))


def test_picture_is_seen_by_those_who_see_the_library_and_nobody_else(
    at_school: str,
    school: School,
    other_head: Person,
    head: Person,
    office: Person,
    governor: Person,
    kept: LibraryPicture,
) -> None:
    force("drafts_post", kept.post_id, state="draft", tweet_id=None)
    address = f"{at_school}photos/{kept.photo.token}/"

    seen = [client_of(one).get(address).status_code for one in (head, office, governor, other_head)]

    assert seen == [200, 404, 404, 404]


def test_administrator_chooses_the_terms(
    at_school: str, school: School, admin: Person, kept: LibraryPicture
) -> None:
    client, address = client_of(admin), f"{at_school}library/terms/"
    figures = {"pupil_months": 3, "other_months": 6, "delete_after_days": 7, "repeat_days": 14}

    bad = client.post(address, figures | {"pupil_months": 13})
    client.post(address, figures)

    assert bad.status_code == 422
    with in_scope(school.pk):
        chosen = LibraryTerms.objects.values(*figures).get()
    assert chosen == figures


def test_reviewers_are_told_what_ends(
    at_school: str, head: Person, teacher: Person, kept: LibraryPicture
) -> None:
    day = timezone.localdate() + timedelta(days=10)
    force("drafts_librarypicture", kept.pk, use_by=day)
    sentence = f"1 picture ends on {day:%-d %B %Y}."

    assert sentence in text(client_of(head).get(f"{at_school}library/"))
    assert sentence not in text(client_of(teacher).get(f"{at_school}library/"))
