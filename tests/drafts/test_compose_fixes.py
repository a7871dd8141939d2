"""One tap makes the change that a finding offers, to what is saved and nothing else."""

import html
import re

import pytest

from moderation.drafts.actions import drafts, fixes
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.policies import adopt
from tests.drafts.test_drafts_actions import NOW
from tests.drafts.window import Window, now_of, placed_in
from tests.posts import make_post, make_pupil, submitted

BUTTON = re.compile(r'name="fix" value="([^"]+)"[^>]*>([^<]+)</button>')
GONE = "there is nothing to put right there"


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt(
        school,
        {"text-speak": ("block", {}), "pupil-full-name": ("block", {}), "length": ("block", {})},
    )
    make_pupil(school, "Amelia", "Hughes")


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    return make_post(school, teacher, "See you l8r at the fair.")


def buttons_in(page: str) -> dict[str, str]:
    """What each button sends, by what it says."""
    return {html.unescape(label): value for value, label in BUTTON.findall(page)}


def only_fix(page: str) -> str:
    (value,) = buttons_in(page).values()
    return value


def test_button_says_what_it_writes(teacher: Person, post: Post) -> None:
    assert list(buttons_in(Window(teacher, post).shown)) == ["Write “later”"]


def test_tap_writes_it_out_and_leaves_an_event(school: School, teacher: Person, post: Post) -> None:
    window = Window(teacher, post)

    response = window.press("fix/", fix=only_fix(window.shown))

    assert response.status_code == 302
    assert now_of(post).text == "See you later at the fair."
    with scope.school(school.pk):
        event = Event.objects.filter(verb="post.fixed").get()
    assert (event.actor_id, event.payload) == (teacher.pk, {"rule": "text-speak", "fix": 0})


def test_what_was_typed_and_not_saved_is_kept_first(teacher: Person, post: Post) -> None:
    window = Window(teacher, post)

    window.press("fix/", fix=only_fix(window.shown), text=f"{post.text} Bring a coin.")

    assert now_of(post).text == "See you later at the fair. Bring a coin."


def test_description_is_put_right_too(school: School, teacher: Person) -> None:
    described = [("A bean in a pot", False), ("Beans to eat l8r today", False)]
    post = make_post(school, teacher, "Beans!", photos=described)
    window = Window(teacher, post)

    window.press("fix/", fix=only_fix(window.shown))

    assert [alt for _, alt, _ in placed_in(post)] == ["A bean in a pot", "Beans to eat later today"]
    assert now_of(post).text == "Beans!"


def test_surname_is_dropped(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Amelia Hughes won the cup.")
    window = Window(teacher, post)
    offered = buttons_in(window.shown)

    window.press("fix/", fix=next(iter(offered.values())))

    assert "Hughes" not in now_of(post).text


def test_script_gets_the_box_anew_and_the_words_in_no_other_field(
    teacher: Person, post: Post
) -> None:
    window = Window(teacher, post)

    response = window.client.post(
        f"{window.address}fix/",
        {**window.fields, "fix": only_fix(window.shown)},
        headers={"HX-Request": "true"},
    )

    parts = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<textarea[^>]*id="text"[^>]*hx-swap-oob="true">\s*See you later', parts)
    assert 'name="revision" value="1"' in parts
    assert BUTTON.search(parts) is None


@pytest.mark.parametrize("fix", ["0123456789abcdef 0", "x 0", "0123456789abcdef 999"])
def test_finding_that_is_gone_is_told_in_one_sentence(
    teacher: Person, post: Post, fix: str
) -> None:
    response = Window(teacher, post).press("fix/", fix=fix)

    assert response.status_code == 409
    assert GONE in response.content.decode()
    assert now_of(post).text == post.text


@pytest.mark.parametrize("fix", ["", "0123456789abcdef", "a b", "0123456789abcdef -1", "<b> 0"])
def test_what_no_button_sends_changes_nothing(teacher: Person, post: Post, fix: str) -> None:
    response = Window(teacher, post).press("fix/", fix=fix)

    assert response.status_code == 409
    assert "out of date" in response.content.decode()
    assert now_of(post).text == post.text


def test_words_typed_over_the_finding_are_saved_and_the_fix_is_stale(
    teacher: Person, post: Post
) -> None:
    window = Window(teacher, post)

    response = window.press("fix/", fix=only_fix(window.shown), text="See you at the fair.")

    assert GONE in response.content.decode()
    assert now_of(post).text == "See you at the fair."


def test_number_beyond_the_offered_ones_is_stale(teacher: Person, post: Post) -> None:
    window = Window(teacher, post)
    key = only_fix(window.shown).split()[0]

    assert GONE in window.press("fix/", fix=f"{key} 7").content.decode()


def test_other_windows_words_are_not_put_right_unseen(teacher: Person, post: Post) -> None:
    one, other = Window(teacher, post), Window(teacher, post)
    other.press(text="See you l8r at the fair. Rain or shine.")

    response = one.press("fix/", fix=only_fix(one.shown), text="See you l8r, all.")

    assert "changed in another window" in response.content.decode()
    assert now_of(post).text == "See you l8r at the fair. Rain or shine."


def test_window_that_is_behind_is_refused_by_the_action(teacher: Person, post: Post) -> None:
    key = only_fix(Window(teacher, post).shown).split()[0]
    with scope.school(post.school_id):
        drafts.save(post=post, by=teacher, text=f"{post.text} And on.", revision=0, now=NOW)

        with pytest.raises(drafts.ChangedElsewhere):
            fixes.apply(post=post, by=teacher, key=key, index=0, now=NOW)


def test_only_its_author_puts_a_draft_right(
    school: School, teacher: Person, head: Person, post: Post
) -> None:
    fix = only_fix(Window(teacher, post).shown)

    response = client_of(head).post(f"/{school.slug}/drafts/{post.pk}/fix/", {"fix": fix})

    assert response.status_code == 404
    with scope.school(school.pk), pytest.raises(drafts.NotYours):
        fixes.apply(post=post, by=head, key=fix.split()[0], index=0, now=NOW)


def test_post_that_was_sent_is_not_changed(school: School, teacher: Person) -> None:
    post = submitted(school, teacher, "The fair is on Friday.")

    response = client_of(teacher).post(
        f"/{school.slug}/drafts/{post.pk}/fix/", {"fix": "0123456789abcdef 0"}
    )

    assert response.status_code == 409
    assert now_of(post).text == "The fair is on Friday."


def test_words_in_a_fix_are_never_markup(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "<b>Amelia</b> Hughes & l8r <script>alert(1)</script>")

    assert "<script>alert" not in Window(teacher, post).shown
