"""What the policy says of a draft stands beside the words, with a way out."""

import html
import re

import pytest

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.window import Window, now_of, placed_in
from tests.posts import adopt_policy, make_post, make_pupil

KEY = re.compile(r'name="key" value="(\w+)"')
EXCUSE = re.compile(r'name="excuse" value="([^"]+)"')


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)
    make_pupil(school, "Tim", "Peake")
    make_pupil(school, "Amelia", "Hughes")


@pytest.fixture
def figure(school: School, teacher: Person) -> Post:
    """A draft that names an astronaut who shares his name with a pupil."""
    return make_post(school, teacher, "Year 4 wrote to Tim Peake. He wrote back!")


def dismissals(post: Post) -> list[str]:
    with scope.school(post.school_id):
        return list(post.dismissals.values_list("reason", flat=True))


def excuse_in(page: str) -> str:
    """What the button for the first ready reason sends."""
    found = EXCUSE.search(page)
    assert found is not None
    return html.unescape(found[1])


def key_in(page: str) -> str:
    found = KEY.search(page)
    assert found is not None
    return found[1]


def test_finding_quotes_words_clause_and_version(
    school: School, teacher: Person, figure: Post
) -> None:
    page = Window(teacher, figure).shown

    assert "<mark>Tim Peake" in page
    assert "“Tim Peake”" in page
    assert "only use pupils&#x27; first names when referencing children." in page
    assert "Twitter Usage Policy, version 1, clause 3.6" in page


def test_photo_that_was_read_gives_every_finding_its_new_number(
    school: School, teacher: Person
) -> None:
    draft = make_post(school, teacher, "Well done Amelia Hughes!", photos=[("", None)] * 2)
    window = Window(teacher, draft)
    first = placed_in(draft)[0][0]

    parts = window.client.get(f"{window.address}photos/?waiting=prepare-{first}").content.decode()

    given = [int(number) for number in re.findall(r'<li id="finding-(\d+)"', parts)]
    assert sorted(given) == list(range(1, len(given) + 1))
    assert "<mark>Well done" in parts
    assert parts.count("has no description") >= 2


def test_each_finding_can_be_reached_from_the_words_and_from_the_send_button(
    school: School, teacher: Person
) -> None:
    page = Window(teacher, make_post(school, teacher, "Well done Amelia Hughes")).shown

    wanted = set(re.findall(r'href="#(finding-\d+)"', page))
    assert wanted
    assert wanted <= set(re.findall(r'id="(finding-\d+)"', page))


def test_block_offers_no_way_round(school: School, teacher: Person) -> None:
    page = Window(teacher, make_post(school, teacher, "Well done Amelia Hughes")).shown

    assert "This stops the post" in page
    assert KEY.search(page) is None
    assert 'aria-disabled="true"' in page


def test_public_figure_is_excused_by_one_tap(teacher: Person, figure: Post) -> None:
    window = Window(teacher, figure)

    response = window.press("dismiss/", excuse=excuse_in(window.shown))

    assert response.status_code == 302
    assert dismissals(figure) == ["A public figure or a character, not a pupil."]
    assert "Kept, with a reason" in window.page()
    assert "Nothing stands in the way." in window.page()


def test_reason_in_ones_own_words_is_kept_with_what_else_was_typed(
    teacher: Person, figure: Post
) -> None:
    window = Window(teacher, figure)
    key = key_in(window.shown)
    typed = f"{figure.text} Thank you."

    window.press("dismiss/", key=key, text=typed, **{f"reason-{key}": " The astronaut "})

    assert dismissals(figure) == ["The astronaut"]
    assert now_of(figure).text == typed


def test_no_reason_dismisses_nothing(teacher: Person, figure: Post) -> None:
    window = Window(teacher, figure)

    response = window.press("dismiss/", key=key_in(window.shown))

    assert response.status_code == 409
    assert "Please give a reason" in response.content.decode()
    assert dismissals(figure) == []


@pytest.mark.parametrize("key", ["", "0123456789abcdef", "x" * 500])
def test_unknown_finding_is_told(teacher: Person, figure: Post, key: str) -> None:
    response = Window(teacher, figure).press("dismiss/", key=key, **{f"reason-{key}": "Because"})

    assert response.status_code == 409
    assert "there is nothing to set aside" in response.content.decode()
    assert dismissals(figure) == []


def test_reason_that_cannot_be_stored_is_told(teacher: Person, figure: Post) -> None:
    window = Window(teacher, figure)
    key = key_in(window.shown)

    response = window.press("dismiss/", key=key, **{f"reason-{key}": "Because\0"})

    assert response.status_code == 409
    assert "Null characters are not allowed." in response.content.decode()
    assert dismissals(figure) == []


def test_dismissing_with_a_script_draws_the_finding_anew(teacher: Person, figure: Post) -> None:
    window = Window(teacher, figure)

    response = window.client.post(
        f"{window.address}dismiss/",
        {**window.fields, "excuse": excuse_in(window.shown)},
        headers={"HX-Request": "true"},
    )

    parts = response.content.decode()
    assert 'id="advice-text"' in parts
    assert "Kept, with a reason" in parts


def test_name_in_a_description_is_found_beside_that_photo(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Beans!", photos=[("Amelia Hughes with a bean", True)])

    page = Window(teacher, post).shown

    card = page[page.index('class="compose-photo"') : page.index('id="uploads"')]
    assert "<mark>Amelia Hughes" in card
    assert "What the policy says of this photo" in card


def test_marked_words_are_never_markup(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "<i>Well done</i> Amelia Hughes <script>alert(1)</script>")

    page = Window(teacher, post).shown

    assert "<script>alert" not in page
    assert "<i>Well" not in page


def test_school_without_a_policy_is_told_why_nothing_can_go(
    other_school: School, other_head: Person
) -> None:
    post = make_post(other_school, other_head, "Hello.")

    page = Window(other_head, post).shown

    assert "no ratified policy in force" in page
    assert 'aria-disabled="true"' in page
