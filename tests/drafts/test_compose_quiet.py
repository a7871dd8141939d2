"""What is for the safeguarding lead alone never reaches the author's page, parts or counts."""

import re

import pytest

from moderation.drafts.models import Flag, Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.policies import adopt
from tests.drafts.window import Window, now_of
from tests.posts import make_post

WORDS = "Hitler did nothing wrong."
TELLING = re.compile(r"extremis|safeguarding lead|Prevent", re.IGNORECASE)


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    adopt(school, {"extremism": ("block", {}), "length": ("block", {})})
    return make_post(school, teacher, WORDS, photos=[(WORDS, False)])


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_page_says_nothing_of_it(teacher: Person, post: Post) -> None:
    page = main_of(Window(teacher, post).shown)

    assert not TELLING.search(page)
    assert "<mark" not in page
    assert "finding-" not in page
    assert 'data-to-mend=""' in page
    assert "Nothing stands in the way." in page


@pytest.mark.parametrize("where", ["save/", "dismiss/", "fix/", "take-back/"])
def test_parts_for_a_script_say_nothing_of_it(teacher: Person, post: Post, where: str) -> None:
    window = Window(teacher, post)

    response = window.client.post(
        f"{window.address}{where}",
        {**window.fields, "text": f"{WORDS} Really."},
        headers={"HX-Request": "true"},
    )

    parts = response.content.decode()
    assert not TELLING.search(parts)
    assert "finding-" not in parts
    assert 'data-to-mend=""' in parts


def test_sent_draft_says_nothing_of_it_and_the_lead_has_it(
    school: School, teacher: Person, dsl: Person, post: Post
) -> None:
    window = Window(teacher, post)

    window.press("submit/")

    assert now_of(post).state == "submitted"
    for path in ("drafts/", f"drafts/{post.pk}/", f"posts/{post.pk}/"):
        page = client_of(teacher).get(f"/{school.slug}/{path}").content.decode()
        assert not TELLING.search(main_of(page)), path
    with scope.school(school.pk):
        assert Flag.objects.filter(post=post).exists()
