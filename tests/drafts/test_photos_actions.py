"""The pictures of a draft: added, described, moved, taken out."""

from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from consent.models import Photo
from moderation.drafts.actions import drafts, photos
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.said import Said
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.drafts.forcing import put
from tests.drafts.outgoing import events_of
from tests.fixtures.sandbox import drawn_picture
from tests.posts import adopt_policy, make_post, scheduled

NOW = timezone.now()


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@pytest.fixture
def draft(school: School, teacher: Person) -> Post:
    return make_post(school, teacher, photos=[("One", False), ("Two", False), ("Three", False)])


def upload(content: bytes | None = None) -> "SimpleUploadedFile":
    return SimpleUploadedFile("Amelia Thornbury.jpg", content or drawn_picture())


def alts(post: Post) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return [row.alt_text for row in post.post_photos.order_by("position")]


def row(post: Post, alt_text: str) -> PostPhoto:
    return post.post_photos.get(alt_text=alt_text)


def describe(placed: PostPhoto, by: Person, alt_text: str = "Beans") -> PostPhoto:
    said = Said(alt_text, shows_pupils=False)
    return photos.describe(post_photo=placed, by=by, said=said, now=NOW)


def test_add_puts_it_last_undescribed(draft: Post, teacher: Person) -> None:
    placed = photos.add(post=draft, by=teacher, upload=upload(), now=NOW)

    assert (placed.position, placed.alt_text, placed.shows_pupils) == (4, "", None)
    assert placed.photo.state == Photo.State.RECEIVED
    assert events_of(draft)[-1] == ("post.photo_added", teacher.pk)


def test_add_forgets_the_files_own_name(draft: Post, teacher: Person) -> None:
    placed = photos.add(post=draft, by=teacher, upload=upload(), now=NOW)

    assert "Amelia" not in placed.photo.original
    assert "Amelia" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_fifth_photo_is_refused(draft: Post, teacher: Person) -> None:
    photos.add(post=draft, by=teacher, upload=upload(), now=NOW)

    with pytest.raises(photos.TooManyPhotos):
        photos.add(post=draft, by=teacher, upload=upload(), now=NOW)

    assert draft.post_photos.count() == 4


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"not a picture at all", "not a kind of picture"),
        (drawn_picture()[:200], "missing or cannot be read"),
    ],
)
def test_what_is_no_photo_is_refused_and_the_draft_kept(
    draft: Post, teacher: Person, content: bytes, sentence: str
) -> None:
    with pytest.raises(photos.PictureRefused, match=sentence):
        photos.add(post=draft, by=teacher, upload=upload(content), now=NOW)

    assert alts(draft) == ["One", "Two", "Three"]


def test_describe_keeps_words_and_answer(draft: Post, teacher: Person) -> None:
    describe(row(draft, "One"), teacher, "Beans in pots")

    assert alts(draft) == ["Beans in pots", "Two", "Three"]
    assert events_of(draft)[-1] == ("post.photo_described", teacher.pk)


def test_describe_at_too_great_length_is_refused(draft: Post, teacher: Person) -> None:
    with pytest.raises(photos.AltTextTooLong, match="1,001 characters"):
        describe(row(draft, "One"), teacher, "x" * 1_001)


@pytest.mark.parametrize(
    ("position", "order"),
    [
        (1, ["Three", "One", "Two"]),
        (2, ["One", "Three", "Two"]),
        (3, ["One", "Two", "Three"]),
        (0, ["Three", "One", "Two"]),
        (99, ["One", "Two", "Three"]),
    ],
)
def test_move_closes_the_others_up(
    draft: Post, teacher: Person, position: int, order: list[str]
) -> None:
    photos.move(post_photo=row(draft, "Three"), by=teacher, position=position, now=NOW)

    assert alts(draft) == order


def test_move_from_a_window_that_is_behind_keeps_one_in_each_place(
    draft: Post, teacher: Person
) -> None:
    seen_in_another_window = row(draft, "Two")
    photos.move(post_photo=row(draft, "Two"), by=teacher, position=1, now=NOW)

    photos.move(post_photo=seen_in_another_window, by=teacher, position=2, now=NOW)

    assert alts(draft) == ["One", "Two", "Three"]


def test_remove_closes_the_gap(draft: Post, teacher: Person) -> None:
    photos.remove(post_photo=row(draft, "Two"), by=teacher, now=NOW)

    assert alts(draft) == ["One", "Three"]
    assert list(draft.post_photos.values_list("position", flat=True).order_by("position")) == [1, 2]


def test_photo_gone_meanwhile_is_told(draft: Post, teacher: Person) -> None:
    seen, again = row(draft, "Two"), row(draft, "Two")
    photos.remove(post_photo=seen, by=teacher, now=NOW)

    with pytest.raises(photos.PhotoGone):
        describe(again, teacher)
    with pytest.raises(photos.PhotoGone):
        photos.remove(post_photo=again, by=teacher, now=NOW)


EACH_CHANGE = pytest.mark.parametrize(
    "change",
    [
        lambda post, by: photos.add(post=post, by=by, upload=upload(), now=NOW),
        lambda post, by: describe(post.post_photos.get(), by),
        lambda post, by: photos.move(post_photo=post.post_photos.get(), by=by, position=1, now=NOW),
        lambda post, by: photos.remove(post_photo=post.post_photos.get(), by=by, now=NOW),
    ],
    ids=["add", "describe", "move", "remove"],
)
Change = Callable[[Post, Person], object]


@EACH_CHANGE
@pytest.mark.parametrize("state", [State.SUBMITTED, State.SCHEDULED, State.SENDING, State.POSTED])
def test_pictures_change_only_in_a_draft(
    school: School, head: Person, teacher: Person, state: State, *, change: Change
) -> None:
    post = scheduled(school, teacher, head, photos=[("A bean in a pot", False)])
    put(post, state)

    with pytest.raises(NotPossible):
        change(post, teacher)


@EACH_CHANGE
def test_only_its_author_changes_the_pictures(
    school: School, teacher: Person, head: Person, change: Change
) -> None:
    post = make_post(school, teacher, photos=[("One", False)])

    with pytest.raises(drafts.NotYours):
        change(post, head)
