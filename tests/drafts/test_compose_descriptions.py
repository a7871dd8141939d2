"""What is said of a draft's photos: kept with every button, never written over in silence."""

from typing import Any

import pytest

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from tests.drafts.window import Window, now_of, placed_in
from tests.posts import adopt_policy, make_post


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    """A draft with two photos, the second of which nobody has described."""
    adopt_policy(school)
    return make_post(
        school, teacher, "Beans are up.", photos=[("Seedlings in pots", False), ("", None)]
    )


def field(post: Post, number: int, name: str) -> str:
    return f"photo-{placed_in(post)[number - 1][0]}-{name}"


def said_of(post: Post, number: int) -> tuple[str, bool | None]:
    return placed_in(post)[number - 1][1:]


def test_description_and_answer_are_saved_with_the_words(post: Post, teacher: Person) -> None:
    alt_text, who = field(post, 2, "alt_text"), field(post, 2, "shows_pupils")

    Window(teacher, post).press(**{"text": "Beans!", alt_text: "A watering can", who: "yes"})

    assert said_of(post, 2) == ("A watering can", True)
    assert now_of(post).text == "Beans!"


def test_button_of_one_photo_keeps_all_that_was_typed(post: Post, teacher: Person) -> None:
    window = Window(teacher, post)
    second = placed_in(post)[1][0]
    typed: dict[str, Any] = {
        "text": "Typed, not saved.",
        field(post, 1, "alt_text"): "Bean seedlings",
        "move": "earlier",
    }

    window.press(f"photos/{second}/", **typed)

    assert now_of(post).text == "Typed, not saved."
    assert [(pk == second, alt) for pk, alt, _ in placed_in(post)] == [
        (True, ""),
        (False, "Bean seedlings"),
    ]


def test_other_windows_description_is_not_written_over(post: Post, teacher: Person) -> None:
    one, other = Window(teacher, post), Window(teacher, post)
    alt_text = field(post, 2, "alt_text")
    other.press(**{alt_text: "A spade"})

    response = one.press(**{alt_text: "A fork"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Another window says of photo 2:" in page
    assert "A spade" in page
    assert "A fork" in page
    assert said_of(post, 2) == ("A spade", None)


def test_other_windows_description_survives_a_save_of_the_words(
    post: Post, teacher: Person
) -> None:
    one, other = Window(teacher, post), Window(teacher, post)
    other.press(**{field(post, 2, "alt_text"): "A spade"})

    response = one.press(text="Beans are very much up.")

    assert response.status_code == 302
    assert said_of(post, 2) == ("A spade", None)


def test_insisting_writes_the_other_description_over(post: Post, teacher: Person) -> None:
    one, other = Window(teacher, post), Window(teacher, post)
    alt_text = field(post, 2, "alt_text")
    other.press(**{alt_text: "A spade"})

    one.press(insist=placed_in(post)[1][0], **{alt_text: "A fork"})

    assert said_of(post, 2) == ("A fork", None)


def test_too_long_a_description_is_refused_and_stays(post: Post, teacher: Person) -> None:
    alt_text = field(post, 1, "alt_text")

    response = Window(teacher, post).press(**{"text": "Beans!", alt_text: "x" * 1001})

    page = response.content.decode()
    assert "A description has 1001 characters and X takes 1,000." in page
    assert "x" * 1001 in page
    assert said_of(post, 1) == ("Seedlings in pots", False)
    assert now_of(post).text == "Beans!"


def test_photo_removed_elsewhere_loses_nothing_else(post: Post, teacher: Person) -> None:
    window = Window(teacher, post)
    second = placed_in(post)[1][0]
    Window(teacher, post).press(f"photos/{second}/remove/")

    response = window.press(text="Beans!", **{f"photo-{second}-alt_text": "A watering can"})

    assert response.status_code == 302
    assert now_of(post).text == "Beans!"


@pytest.mark.parametrize(("move", "expected"), [("earlier", 2), ("later", 1), ("sideways", 1)])
def test_moving_past_the_end_changes_nothing(
    post: Post, teacher: Person, move: str, expected: int
) -> None:
    first, second = (pk for pk, _, _ in placed_in(post))

    Window(teacher, post).press(f"photos/{second}/", move=move)

    assert placed_in(post)[0][0] == (first if expected == 1 else second)


def test_script_gets_the_list_in_its_new_order(post: Post, teacher: Person) -> None:
    window = Window(teacher, post)
    second = placed_in(post)[1][0]
    address = f"{window.address}photos/{second}/"

    response = window.client.post(
        address, {**window.fields, "move": "earlier"}, headers={"HX-Request": "true"}
    )

    parts = response.content.decode()
    assert response.status_code == 200
    assert 'id="photo-list"' in parts
    assert parts.index(f'id="photo-{second}"') < parts.index("Seedlings in pots</textarea>")
