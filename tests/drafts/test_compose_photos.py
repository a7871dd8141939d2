"""Adding photos through the page: what is taken, what is refused, and what is kept all the same."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from consent.jobs import finding, reading
from consent.jobs import photos as picture_jobs
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.window import Window, now_of, picture, placed_in
from tests.fixtures.sandbox import drawn_picture
from tests.posts import adopt_policy, make_post


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    adopt_policy(school)
    return make_post(school, teacher, "Beans are up.")


def moving_gif() -> bytes:
    frames = [Image.new("P", (20, 20), colour) for colour in (1, 2, 3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def large_png() -> bytes:
    """52.8 million pixels in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (8000, 6600)).save(out, "PNG")
    return out.getvalue()


REFUSED = {
    "text": (b"Dear parents, ...", "not a kind of picture that can be used"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is an SVG drawing"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF document"),
    "gif": (moving_gif(), "GIF files cannot be used"),
    "empty": (b" ", "not a kind of picture that can be used"),
    "huge": (large_png(), "larger than 50 megapixels"),
    "heavy": (drawn_picture() + b"\0" * (25 * 1024 * 1024), "larger than 25 MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_bad_file_is_refused_in_a_sentence_and_the_draft_kept(
    post: Post, teacher: Person, kind: str
) -> None:
    content, sentence = REFUSED[kind]

    response = Window(teacher, post).press(
        "photos/add/", text="Typed just now.", photos=picture("photo.jpg", content)
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert sentence in page
    assert "Typed just now." in page
    assert now_of(post).text == "Typed just now."
    assert placed_in(post) == []


@pytest.mark.parametrize("kind", REFUSED)
def test_script_gets_the_sentence_alone(post: Post, teacher: Person, kind: str) -> None:
    content, sentence = REFUSED[kind]

    response = Window(teacher, post).upload(picture("photo.jpg", content))

    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/plain")
    assert sentence in response.content.decode()
    assert "\n" not in response.content.decode()


def test_truncated_photo_is_refused_once_the_worker_has_read_it(
    post: Post, teacher: Person
) -> None:
    out = io.BytesIO()
    Image.effect_noise((800, 600), 90).save(out, "JPEG")
    window = Window(teacher, post)
    window.upload(picture("photo.jpg", out.getvalue()[: out.tell() // 2]))

    work()

    assert "Part of this picture is missing" in window.page()
    assert "Photo 1 cannot be used: remove it." in window.page()


STAGES = ("prepare", "look", "read")


def prepare() -> None:
    """What a worker does first with a photo."""
    for school_id, photo_id in picture_jobs.left_waiting():
        picture_jobs.prepare(school_id, photo_id)


def look() -> None:
    """What a worker does next with it."""
    for school_id, photo_id in finding.left_unseen(timezone.now()):
        finding.find(school_id, photo_id)


def work() -> None:
    """All that workers do with photos."""
    prepare()
    look()
    for school_id, photo_id in reading.left_unread(timezone.now()):
        reading.read(school_id, photo_id)


def test_several_photos_are_added_without_scripts(post: Post, teacher: Person) -> None:
    response = Window(teacher, post).press("photos/add/", photos=[picture(), picture()])

    assert response.status_code == 302
    assert [(alt, who) for _, alt, who in placed_in(post)] == [("", None), ("", None)]


def test_photos_chosen_and_not_yet_added_come_along_with_any_button(
    post: Post, teacher: Person
) -> None:
    response = Window(teacher, post).press("submit/", photos=picture())

    assert len(placed_in(post)) == 1
    assert "still being prepared" in response.content.decode()
    assert now_of(post).state == "draft"


def test_fifth_photo_is_refused_and_four_are_kept(post: Post, teacher: Person) -> None:
    response = Window(teacher, post).press("photos/add/", photos=[picture() for _ in range(5)])

    assert "A post has room for four photos." in response.content.decode()
    assert len(placed_in(post)) == 4
    assert "Remove one to add another" in Window(teacher, post).shown


def test_upload_says_nothing_of_the_words(post: Post, teacher: Person) -> None:
    """A photo takes seconds to arrive, in which the words may move on."""
    window = Window(teacher, post)
    window.upload(picture())

    assert now_of(post).text == "Beans are up."
    assert window.press(text="Beans are very much up.").status_code == 302


def test_name_of_the_file_is_forgotten(post: Post, teacher: Person) -> None:
    response = Window(teacher, post).upload(picture("Amelia Hughes.jpg"))

    assert "Amelia" not in response.content.decode()


def waits_for(page: str) -> str:
    """What the page says it still waits for."""
    found = re.search(r'id="waiting"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def test_page_learns_by_itself_that_a_photo_is_ready_looked_at_and_read(
    post: Post, teacher: Person
) -> None:
    window = Window(teacher, post)
    window.upload(picture())
    (placed,) = (pk for pk, _, _ in placed_in(post))
    asked = f"{window.address}photos/?waiting="
    preparing, to_look_at, to_read = (f"{asked}{doing}-{placed}" for doing in STAGES)
    assert waits_for(window.page()) == preparing.removeprefix(asked)
    assert window.client.get(preparing).status_code == 204

    prepare()

    parts = window.client.get(preparing).content.decode()
    assert f'id="picture-{placed}"' in parts
    assert "/small/" in parts
    assert "have not been read yet" in parts
    assert waits_for(parts) == to_look_at.removeprefix(asked)
    assert window.client.get(to_look_at).status_code == 204

    look()

    parts = window.client.get(to_look_at).content.decode()
    assert "No face found" in parts
    assert waits_for(parts) == to_read.removeprefix(asked)
    assert window.client.get(to_read).status_code == 204

    work()

    parts = window.client.get(to_read).content.decode()
    assert f'id="about-{placed}"' in parts
    assert "have not been read yet" not in parts
    assert waits_for(parts) == ""


def test_page_without_waiting_photos_does_not_ask(post: Post, teacher: Person) -> None:
    Window(teacher, post).upload(picture())
    work()

    assert waits_for(Window(teacher, post).page()) == ""


@pytest.mark.parametrize(
    "waiting", ["", "x", "read-1,2,prepare-3,", "prepare-999999999999999999999"]
)
def test_asking_after_anything_else_is_harmless(post: Post, teacher: Person, waiting: str) -> None:
    window = Window(teacher, post)

    assert window.client.get(f"{window.address}photos/?waiting={waiting}").status_code == 204


def test_removed_photo_leaves_the_others_in_order(
    school: School, teacher: Person, post: Post
) -> None:
    draft = make_post(school, teacher, photos=[("One", False), ("Two", False), ("Three", False)])
    window = Window(teacher, draft)
    first = placed_in(draft)[0][0]

    window.press(f"photos/{first}/remove/", text="Typed just now.")

    assert [alt for _, alt, _ in placed_in(draft)] == ["Two", "Three"]
    assert now_of(draft).text == "Typed just now."


def test_photo_of_another_draft_is_out_of_reach(
    school: School, teacher: Person, post: Post
) -> None:
    other = make_post(school, teacher, photos=[("One", False)])
    foreign = placed_in(other)[0][0]

    response = Window(teacher, post).press(f"photos/{foreign}/remove/")

    assert response.status_code == 404
    assert len(placed_in(other)) == 1


def test_polling_asks_few_questions(school: School, teacher: Person, post: Post) -> None:
    draft = make_post(school, teacher, photos=[("One", False)] * 4)
    window = Window(teacher, draft)

    with CaptureQueriesContext(connection) as queries, scope.school(school.pk):
        window.client.get(f"{window.address}photos/?waiting=0")

    assert len(queries) <= 34  # one of them whether the author agreed to the policy


def test_photo_that_got_ready_meanwhile_shows_when_the_next_one_comes(
    post: Post, teacher: Person
) -> None:
    window = Window(teacher, post)
    window.upload(picture("one.jpg"))
    for school_id, photo_id in picture_jobs.left_waiting():
        picture_jobs.prepare(school_id, photo_id)

    parts = window.upload(picture("two.jpg")).content.decode()

    first, second = (pk for pk, *_ in placed_in(post))
    assert f'<div id="picture-{first}" class="photo-picture" hx-swap-oob="true">' in parts
    assert "Photo 1, shown large" in parts
    assert f'<div id="picture-{second}" class="photo-picture">' in parts
