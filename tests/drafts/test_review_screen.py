"""What a reviewer reads before deciding."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.drafts import checks
from moderation.drafts.actions import dismissals, submissions
from moderation.drafts.actions import drafts as writing
from moderation.drafts.models import Post
from moderation.drafts.presenters.words import marked
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.posts import adopt_policy, make_post, make_pupil, submitted


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def screen(person: Person, post: Post) -> str:
    response = client_of(person).get(f"/{post.school.slug}/review/{post.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def with_warning_set_aside(school: School, author: Person, text: str, reason: str) -> Post:
    post = make_post(school, author, text)
    with scope.school(school.pk):
        for found in checks.findings_of(post):
            key = found.finding.key
            dismissals.set_aside(post=post, by=author, key=key, reason=reason, now=timezone.now())
        return submissions.submit(post=post, by=author, now=timezone.now())


def test_screen_shows_each_photo_with_alt_and_who_is_in_it(
    school: School, head: Person, teacher: Person
) -> None:
    photos = [("Paper boats in a row", False), ("Children at a long table", True)]
    post = submitted(school, teacher, photos=photos)

    page = screen(head, post)

    assert 'alt="Paper boats in a row"' in page
    assert "Shows no pupil." in page
    assert "Shows at least 5 pupils" in page
    assert page.count(f"/{school.slug}/photos/") >= 2


def test_screen_asks_for_each_thing_once(school: School, head: Person, teacher: Person) -> None:
    photos = [("Paper boats in a row", False), ("Seedlings in pots", False)]
    plain, pictured = submitted(school, teacher), submitted(school, teacher, photos=photos)
    client = client_of(head)
    asked = []
    for post in (plain, pictured):
        path = f"/{school.slug}/review/{post.pk}/"
        client.get(path)  # the first request of a session also notes its start
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked.append([one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]])

    assert len(asked[0]) <= 26
    assert len(asked[1]) <= 33


def test_screen_quotes_the_clause_and_the_reason_a_warning_was_set_aside(
    school: School, head: Person, teacher: Person
) -> None:
    text = "Thank you @StoryMuseum for today."
    post = with_warning_set_aside(school, teacher, text, "The museum asked us to")

    page = screen(head, post)

    assert "welcome any referencing, mentions" in page
    assert re.search(r"<mark>@StoryMuseum<span", page)
    assert "Tess Teacher: “The museum asked us to”" in page


def test_screen_disables_approve_when_the_roll_has_changed_since(
    school: School, head: Person, teacher: Person
) -> None:
    post = submitted(school, teacher, "Zebedee Quillfeather read to us.")
    make_pupil(school, "Zebedee", "Quillfeather")

    page = screen(head, post)

    assert "The policy stands in the way" in page
    assert re.search(r'<button[^>]*data-shortcut-focus="a"[^>]*disabled', page)


def test_screen_escapes_what_people_wrote(school: School, head: Person, teacher: Person) -> None:
    post = submitted(school, teacher, "<script>alert(1)</script> & more")

    page = screen(head, post)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_screen_shows_changes_as_words_added_and_removed(
    school: School, head: Person, teacher: Person
) -> None:
    post = submitted(school, teacher, "We planted beans.")
    with scope.school(school.pk):
        now = timezone.now()
        submissions.withdraw(post=post, by=teacher, now=now)
        post = Post.objects.get(pk=post.pk)
        text = "We planted <b>peas</b>."
        writing.save(post=post, by=teacher, text=text, revision=post.revision, now=now)
        submissions.submit(post=post, by=teacher, now=now)

    page = screen(head, post)

    assert re.search(r"<del><span[^>]*> removed: </span>beans\.<span", page)
    assert re.search(r"<ins><span[^>]*> added: </span>&lt;b&gt;peas&lt;/b&gt;\.<span", page)


def test_screen_says_what_it_costs(school: School, head: Person, teacher: Person) -> None:
    plain = submitted(school, teacher, "No link here.")
    linked = submitted(school, teacher, "See www.example.org for more.")

    assert "About 1.5 US cents of X credit." in screen(head, plain)
    assert "About 20.0 US cents of X credit, most of it for the link." in screen(head, linked)


def test_screen_leads_to_the_draft_before_and_after(
    school: School, head: Person, teacher: Person
) -> None:
    first, second, third = (submitted(school, teacher) for _ in range(3))

    page = screen(head, second)

    assert f'rel="prev" data-shortcut="k" href="/{school.slug}/review/{first.pk}/"' in page
    assert f'rel="next" data-shortcut="j" href="/{school.slug}/review/{third.pk}/"' in page


@pytest.mark.parametrize("key", ["j", "k", "a", "r", "x", "?"])
def test_screen_lists_its_keys(school: School, head: Person, teacher: Person, key: str) -> None:
    assert f"<kbd>{key}</kbd>" in screen(head, submitted(school, teacher))


def test_marked_cuts_where_findings_overlap() -> None:
    segments = marked("abcdef", [(1, (1, 4)), (2, (3, 5))])

    assert [(one.text, one.numbers) for one in segments] == [
        ("a", ()),
        ("bc", (1,)),
        ("d", (1, 2)),
        ("e", (2,)),
        ("f", ()),
    ]


def test_marked_text_without_findings_is_one_run() -> None:
    assert [one.text for one in marked("as it is", [])] == ["as it is"]
