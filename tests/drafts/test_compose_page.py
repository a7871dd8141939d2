"""Writing a draft through its page, as a browser without scripts does and as the scripts do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, make_person
from tests.drafts.window import Window, now_of, placed_in
from tests.posts import adopt_policy, make_post, submitted

BUTTONS = [
    "save/",
    "dismiss/",
    "discard/",
    "submit/",
    "withdraw/",
    "recall/",
    "photos/add/",
    "photos/1/",
    "photos/1/remove/",
]


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def test_words_are_saved_without_scripts(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Our garden club met.")

    response = Window(teacher, post).press(text="Our garden club planted beans.")

    assert response.status_code == 302
    assert now_of(post).text == "Our garden club planted beans."


def test_line_ends_of_a_browser_become_plain(school: School, teacher: Person) -> None:
    post = make_post(school, teacher)

    Window(teacher, post).press(text="One\r\nTwo")

    assert now_of(post).text == "One\nTwo"


def test_words_show_as_typed_and_never_as_markup(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "\n <b>Fish & chips</b> for lunch")

    window = Window(teacher, post)

    assert window.fields["text"] == "\n <b>Fish & chips</b> for lunch"
    assert "<b>Fish" not in window.shown


def test_autosave_keeps_the_words_and_answers_with_count_and_cost(
    school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "")

    parts = Window(teacher, post).autosave(text="Beans, see example.org")

    assert now_of(post).text == "Beans, see example.org"
    assert "34 of 280" in parts  # X counts every link as 23
    assert "because of the link" in parts
    assert "<html" not in parts


def test_window_that_is_behind_overwrites_nothing(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "First words.")
    one, other = Window(teacher, post), Window(teacher, post)
    other.press(text="Words of the other window.")

    response = one.press(text="Words of this window.")

    page = response.content.decode()
    assert response.status_code == 409
    assert "changed in another window" in page
    assert "Words of this window." in page
    assert "Words of the other window." in page
    assert now_of(post).text == "Words of the other window."


def test_window_that_is_behind_stays_behind_until_somebody_chooses(
    school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "First words.")
    one, other = Window(teacher, post), Window(teacher, post)
    other.press(text="Words of the other window.")

    parts = one.autosave(text="Words of this window.")
    one.autosave(text="Words of this window, and more.", revision=one.fields["revision"])

    assert f'name="revision" value="{one.fields["revision"]}"' in parts
    assert now_of(post).text == "Words of the other window."


def test_choosing_ones_own_words_writes_them_over(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "First words.")
    one, other = Window(teacher, post), Window(teacher, post)
    other.press(text="Words of the other window.")

    one.press(text="Words of this window.", over=now_of(post).revision)

    assert now_of(post).text == "Words of this window."


def test_far_too_long_a_text_is_refused_and_stays_in_the_box(
    school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Kept.")
    far_too_long = "a." * 50_000

    response = Window(teacher, post).press(text=far_too_long)

    page = response.content.decode()
    assert response.status_code == 409
    assert "That is 100000 characters. A post has room for 280" in page
    assert far_too_long in page
    assert now_of(post).text == "Kept."


@pytest.mark.parametrize("revision", ["", "-1", "seven"])
def test_bad_revision_keeps_what_was_typed(school: School, teacher: Person, revision: str) -> None:
    post = make_post(school, teacher, "Kept.")

    response = Window(teacher, post).press(text="New words.", revision=revision)

    assert response.status_code == 409
    assert "New words." in response.content.decode()
    assert now_of(post).text == "Kept."


def test_words_typed_in_a_draft_sent_meanwhile_are_shown_back(
    school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Our garden club met.")
    window = Window(teacher, post)
    Window(teacher, post).press("submit/")

    response = window.press(text="One more thought.")

    page = response.content.decode()
    assert response.status_code == 409
    assert "What you had typed, not saved" in page
    assert "One more thought." in page
    assert now_of(post).text == "Our garden club met."


@pytest.mark.parametrize("where", ["", *BUTTONS])
def test_draft_of_another_teacher_does_not_exist(
    school: School, teacher: Person, where: str
) -> None:
    post = make_post(school, make_person(school, Role.TEACHER), "Theirs.")
    address = f"/{school.slug}/drafts/{post.pk}/{where}"

    response = client_of(teacher).post(address, {"text": "Mine.", "revision": 0})

    assert response.status_code == 404
    assert now_of(post).text == "Theirs."


@pytest.mark.parametrize("where", ["", *BUTTONS])
def test_reviewer_cannot_touch_what_another_wrote(
    school: School, teacher: Person, head: Person, where: str
) -> None:
    post = submitted(school, teacher, "Our garden club met.")
    address = f"/{school.slug}/drafts/{post.pk}/{where}"

    response = client_of(head).post(address, {"text": "Mine.", "revision": 0})

    assert response.status_code == 404
    assert (now_of(post).text, now_of(post).state) == (post.text, "submitted")


def test_draft_of_another_school_does_not_exist(
    school: School, teacher: Person, other_head: Person
) -> None:
    post = make_post(school, teacher)

    own_school = client_of(other_head).get(f"/hunts-cross/drafts/{post.pk}/")

    assert own_school.status_code == 404


@pytest.mark.parametrize("who", ["office", "governor", "dsl", "admin"])
def test_only_those_who_draft_may_write(
    school: School, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)

    assert client_of(person).get(f"/{school.slug}/drafts/").status_code == 403


def test_page_asks_as_few_questions_with_four_photos_as_with_one(
    school: School, teacher: Person
) -> None:
    asked = []
    for photos in (1, 4):
        described = [(f"Seedlings in pot number {n} of our row", False) for n in range(photos)]
        post = make_post(school, teacher, photos=described)
        window = Window(teacher, post)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            window.page()
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 26  # four of them who is in the photos


def test_autosave_asks_for_each_thing_once(school: School, teacher: Person) -> None:
    window = Window(teacher, make_post(school, teacher, "A first word."))
    window.autosave()

    with CaptureQueriesContext(connection) as queries:
        window.autosave(text="A second word.")

    asked = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= 23


def test_autosave_writes_only_what_changed(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Same.", photos=[("Seedlings", False)] * 4)
    window = Window(teacher, post)
    before = placed_in(post)

    with CaptureQueriesContext(connection) as queries:
        window.autosave()

    writes = [
        one["sql"] for one in queries if "drafts_post" in one["sql"] and "UPDATE" in one["sql"]
    ]
    assert [one for one in writes if "FOR UPDATE" not in one] == []
    assert placed_in(post) == before
