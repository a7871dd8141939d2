"""What is asked of a photo follows the policy in force, and takes few taps."""

import re
from typing import Any

import pytest

from moderation.drafts.actions import photos
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.questions import PhotoQuestions, asked_by
from moderation.drafts.said import Said
from policy import packs
from policy.engine import Option
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.policies import adopt
from tests.drafts.test_drafts_actions import NOW
from tests.drafts.window import Window, now_of
from tests.posts import make_post

USUAL = "school-device suitable-dress"
STRICT: dict[str, tuple[str, dict[str, Option]]] = {
    "group-only": ("block", {"minimum": 3}),
    "copyright": ("warn", {"source_needed": True}),
    "photo-declarations": ("block", {"declarations": f"{USUAL} permission"}),
}
READY = "Nothing stands in the way."


def rows(post: Post) -> list[PostPhoto]:
    with scope.school(post.school_id):
        return list(post.post_photos.order_by("position"))


def said(post: Post, number: int = 1) -> Said:
    return Said.of(rows(post)[number - 1])


def field(post: Post, name: str, number: int = 1) -> str:
    return f"photo-{rows(post)[number - 1].pk}-{name}"


def draft(school: School, teacher: Person, photos: int = 1) -> Post:
    described = [(f"Hands in the soil of bed {n}", None) for n in range(photos)]
    return make_post(school, teacher, "Year 4 planted beans.", photos=described)


@pytest.fixture
def strict(school: School, teacher: Person) -> Post:
    adopt(school, STRICT)
    return draft(school, teacher)


def test_lenient_policy_asks_only_who_is_in_it(school: School, teacher: Person) -> None:
    adopt(school, {"length": ("block", {})})

    window = Window(teacher, draft(school, teacher))

    assert window.shown.count('type="radio"') == 2
    assert "come from?" not in window.shown
    assert 'type="checkbox"' not in window.shown
    assert "How many pupils" not in window.shown


def test_ordinary_photo_is_told_of_in_three_taps(teacher: Person, strict: Post) -> None:
    window = Window(teacher, strict)
    pk = rows(strict)[0].pk

    window.press(
        f"photos/{pk}/declare/",
        **{
            field(strict, "shows_pupils"): "group",
            field(strict, "source"): "school",
            "declare": re.search(r'name="declare" value="([^"]+)"', window.shown)[1],  # type: ignore[index]
        },
    )

    assert said(strict) == Said(
        "Hands in the soil of bed 0",
        shows_pupils=True,
        pupils_counted=3,
        source="school",
        declared=frozenset(USUAL.split()),
    )
    assert READY in window.page()


def test_answers_are_shown_as_they_were_given(teacher: Person, strict: Post) -> None:
    window = Window(teacher, strict)
    answers: dict[str, Any] = {
        field(strict, "shows_pupils"): "group",
        field(strict, "pupils"): "12",
        field(strict, "source"): "parent",
        field(strict, "declared"): ["", "school-device", "permission"],
    }

    window.press(**answers)

    sent = Window(teacher, strict).fields
    assert {name: sent[name] for name in answers} == answers
    assert said(strict).pupils_counted == 12


@pytest.mark.parametrize(
    ("answer", "shows", "counted"),
    [("no", False, None), ("1", True, 1), ("2", True, 2), ("group", True, 3), ("yes", True, None)],
)
def test_who_is_in_it_is_kept_with_the_number(
    teacher: Person, strict: Post, answer: str, shows: bool, counted: int | None
) -> None:
    Window(teacher, strict).press(**{field(strict, "shows_pupils"): answer})

    assert (said(strict).shows_pupils, said(strict).pupils_counted) == (shows, counted)


@pytest.mark.parametrize(
    ("name", "value"),
    [("shows_pupils", "many"), ("source", "aunt"), ("declared", ["all-is-well"]), ("pupils", "0")],
)
def test_answer_nobody_offered_is_refused(
    teacher: Person, strict: Post, name: str, value: object
) -> None:
    typed: dict[str, Any] = {field(strict, "shows_pupils"): "group", field(strict, name): value}

    response = Window(teacher, strict).press(**typed)

    assert response.status_code == 409
    assert said(strict) == Said("Hands in the soil of bed 0")


def test_box_that_is_cleared_declares_no_more(teacher: Person, strict: Post) -> None:
    ticked: dict[str, Any] = {field(strict, "declared"): ["", "school-device"]}
    Window(teacher, strict).press(**ticked)

    Window(teacher, strict).press(**{field(strict, "declared"): ""})

    assert said(strict).declared == frozenset()


def test_question_that_is_not_asked_leaves_the_old_answer(teacher: Person, strict: Post) -> None:
    answers: dict[str, Any] = {
        field(strict, "source"): "school",
        field(strict, "declared"): ["", "school-device"],
    }
    Window(teacher, strict).press(**answers)
    window = Window(teacher, strict)
    for name in ("source", "declared"):
        del window.fields[field(strict, name)]

    window.press(**{field(strict, "alt_text"): "Hands in the soil, seen from above"})

    assert (said(strict).source, said(strict).declared) == ("school", frozenset({"school-device"}))


def test_declaration_of_old_that_every_child_was_looked_up_is_asked_no_more(
    school: School, teacher: Person
) -> None:
    adopt(school, {"photo-declarations": ("block", {"declarations": f"consent-list {USUAL}"})})
    post = draft(school, teacher)
    with scope.school(school.pk):
        PostPhoto.objects.update(declared=["consent-list"], shows_pupils=True)

    window = Window(teacher, post)

    assert said(post).declared == frozenset()
    assert window.shown.count('type="checkbox"') == 2
    ticked: dict[str, Any] = {field(post, "declared"): ["", *USUAL.split()]}
    window.press(**ticked)
    assert READY in window.page()


def test_other_windows_answer_is_not_written_over(teacher: Person, strict: Post) -> None:
    one, other = Window(teacher, strict), Window(teacher, strict)
    other.press(**{field(strict, "source"): "parent"})

    response = one.press(**{field(strict, "source"): "school"})

    assert "changed in another window" in response.content.decode()
    assert said(strict).source == "parent"


def test_same_for_all_copies_everything_but_the_description(
    school: School, teacher: Person
) -> None:
    adopt(school, STRICT)
    post = draft(school, teacher, photos=3)
    window = Window(teacher, post)

    answers: dict[str, Any] = {
        field(post, "shows_pupils", 2): "2",
        field(post, "source", 2): "visitor",
        field(post, "declared", 2): ["", "permission"],
    }

    window.press(f"photos/{rows(post)[1].pk}/same/", **answers)

    assert {(one.pupils_counted, one.source) for one in map(Said.of, rows(post))} == {
        (2, "visitor")
    }
    assert len({row.alt_text for row in rows(post)}) == 3


def test_photo_of_another_draft_is_not_declared(
    school: School, teacher: Person, strict: Post
) -> None:
    other = draft(school, teacher)

    response = Window(teacher, strict).press(
        f"photos/{rows(other)[0].pk}/declare/", declare="school-device"
    )

    assert response.status_code == 404
    assert said(other).declared == frozenset()


def test_declaration_nobody_asks_for_is_refused_by_the_action(
    school: School, teacher: Person, strict: Post
) -> None:
    with scope.school(school.pk), pytest.raises(photos.UnknownDeclaration):
        photos.declare(post_photo=rows(strict)[0], by=teacher, declared={"amelia"}, now=NOW)


def test_finding_about_the_picture_stands_in_its_card(teacher: Person, strict: Post) -> None:
    window = Window(teacher, strict)
    window.press(**{field(strict, "shows_pupils"): "1", field(strict, "source"): "school"})

    page = window.page()

    card = page[page.index('class="compose-photo"') : page.index('id="uploads"')]
    assert "Photo 1 shows one pupil; a group is 3 or more." in card
    assert "Still to be declared for photo 1" in card
    assert READY not in page


def test_words_in_the_files_name_stand_in_the_card_and_cannot_be_changed_here(
    school: School, teacher: Person
) -> None:
    adopt(school, {"copyright": ("warn", {})})
    post = draft(school, teacher)
    with scope.school(school.pk):
        row = post.post_photos.select_related("photo").get()
        row.photo.file_name = "getty-images-1234.jpg"
        row.photo.save(update_fields=["file_name"])

    page = Window(teacher, post).shown

    card = page[page.index('class="compose-photo"') : page.index('id="uploads"')]
    assert "carries the mark of a picture agency" in card
    assert 'name="fix"' not in card
    assert 'data-words="getty' not in card


def test_excuse_for_a_picture_is_one_tap(school: School, teacher: Person) -> None:
    adopt(school, {"group-only": ("block", {"minimum": 3})})
    post = draft(school, teacher)
    window = Window(teacher, post)
    window.press(**{field(post, "shows_pupils"): "yes"})
    excuse = re.search(r'name="excuse" value="([^"]+)"', window.page())
    assert excuse

    window.press("dismiss/", excuse=excuse[1], **{field(post, "shows_pupils"): "yes"})

    assert READY in window.page()
    assert now_of(post).state == "draft"


@pytest.mark.parametrize(
    ("pack", "asked"),
    [
        (
            "recommended-2026",
            PhotoQuestions(3, source=True, declarations=(*USUAL.split(), "permission")),
        ),
    ],
)
def test_packs_ask_what_their_rules_want(pack: str, asked: PhotoQuestions) -> None:
    assert asked_by(packs.load(pack).ruleset(1)) == asked


def test_school_without_a_policy_is_asked_nothing_more() -> None:
    assert asked_by(None) == PhotoQuestions()


def test_photo_nobody_has_spoken_of_is_asked_about_once(teacher: Person, strict: Post) -> None:
    page = Window(teacher, strict).shown

    assert "Say for photo 1 whether pupils are in it." in page
    assert "How many pupils does photo 1 show?" not in page
    assert "Still to be declared" not in page
    assert READY not in page


def test_reviewer_reads_what_was_declared(
    school: School, teacher: Person, head: Person, strict: Post
) -> None:
    answers: dict[str, Any] = {
        field(strict, "shows_pupils"): "group",
        field(strict, "pupils"): "12",
        field(strict, "source"): "school",
        field(strict, "declared"): ["", *USUAL.split()],
    }
    Window(teacher, strict).press("submit/", **answers)

    page = client_of(head).get(f"/{school.slug}/review/{strict.pk}/").content.decode()

    assert "Shows at least 12 pupils." in page
    for sentence in ("Taken by staff of the school", "Everybody is suitably dressed"):
        assert f"<li>{sentence}</li>" in page
