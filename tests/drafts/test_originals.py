"""A picture that is no longer needed is deleted 30 days later, and never one that a post has."""

from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from consent.actions import derived
from consent.models import Face, Photo
from moderation.drafts.actions import drafts, photos, publishing, reviews, submissions
from moderation.drafts.actions import faces as writing
from moderation.drafts.jobs import originals
from moderation.drafts.models import Post, PostPhoto
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.drafts.forcing import force
from tests.drafts.policies import adopt
from tests.posts import adopt_policy, make_post, scheduled

NOW = timezone.now()
DAYS = pytest.mark.parametrize(("days", "erased"), [(29, False), (31, True)])


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


@pytest.fixture
def draft(school: School, teacher: Person) -> Post:
    """With a picture in which a face was blurred."""
    adopt(school, {"length": ("block", {})})
    post = make_post(school, teacher, photos=[("A bean plant", False)])
    with in_scope(school.pk):
        placed = post.post_photos.select_related("photo").get()
        found = Face.objects.create(
            school=school,
            photo=placed.photo,
            left=2,
            top=6,
            width=10,
            height=15,
            found_by="detector",
            added_at=NOW,
        )
        writing.blur(placed=placed, face=found.pk, by=teacher, now=NOW)
        Photo.objects.update(faces_found_at=NOW)  # the copy, too
        return Post.objects.get(pk=post.pk)


def placed_in(post: Post) -> PostPhoto:
    return post.post_photos.select_related("photo__derived_from").get()


def sweep(post: Post) -> dict[int, str]:
    """What became of each picture, by its id, once the sweep was there."""
    originals.sweep(NOW)
    with in_scope(post.school_id):
        return dict(Photo.objects.values_list("pk", "state"))


@DAYS
def test_picture_from_before_a_blur_goes_a_month_after_the_post(
    school: School, draft: Post, days: int, erased: bool
) -> None:
    force("drafts_post", draft.pk, state="posted", tweet_id="991", posted_at=ago(days))
    with in_scope(school.pk):
        shown = placed_in(draft).photo
    before = shown.derived_from_id
    assert before is not None

    states = sweep(draft)

    assert (states[before] == "erased") is erased
    assert states[shown.pk] == "ready"
    assert default_storage.exists(shown.content)


@DAYS
def test_picture_from_before_a_blur_goes_a_month_after_the_rejection(
    school: School, draft: Post, teacher: Person, head: Person, days: int, erased: bool
) -> None:
    with in_scope(school.pk):
        submissions.submit(post=draft, by=teacher, now=ago(days))
        reviews.reject(post=draft, by=head, version=1, comment="No", now=ago(days))
        shown = placed_in(draft).photo

    states = sweep(draft)

    assert (states[shown.derived_from_id or 0] == "erased") is erased
    assert states[shown.pk] == "ready"


@pytest.mark.parametrize("state", ["submitted", "returned", "held"])
def test_picture_stays_while_the_post_may_still_go_out(draft: Post, state: str) -> None:
    force("drafts_post", draft.pk, state=state, saved_at=ago(90), submitted_at=ago(90))

    assert set(sweep(draft).values()) == {"ready"}


@DAYS
def test_pictures_of_a_discarded_draft_go_a_month_later(
    school: School, draft: Post, teacher: Person, days: int, erased: bool
) -> None:
    with in_scope(school.pk):
        names = list(Photo.objects.values_list("content", flat=True))
        drafts.discard(post=draft, by=teacher, now=ago(days))

    states = sweep(draft)

    assert set(states.values()) == {"erased" if erased else "ready"}
    assert len(states) == len(names) == 2


@DAYS
def test_picture_taken_out_of_a_draft_goes_a_month_later(
    school: School, draft: Post, teacher: Person, days: int, erased: bool
) -> None:
    with in_scope(school.pk):
        photos.remove(post_photo=placed_in(draft), by=teacher, now=ago(days))

    assert set(sweep(draft).values()) == {"erased" if erased else "ready"}


def test_copy_that_was_undone_goes_and_what_the_draft_has_stays(
    school: School, draft: Post, teacher: Person
) -> None:
    with in_scope(school.pk):
        copy = placed_in(draft).photo
        writing.undo(placed=placed_in(draft), by=teacher, now=ago(31))

    assert sweep(draft) == {copy.pk: "erased", copy.derived_from_id: "ready"}


def test_picture_further_back_than_the_one_a_draft_has_stays(
    school: School, draft: Post, teacher: Person
) -> None:
    """Two copies; the last was undone, and the way back to the first picture is still open."""
    with in_scope(school.pk):
        whole = placed_in(draft).photo
        face = Face.objects.filter(photo=whole).first()
        assert face is None
        made = derived.blur(photo=whole, faces=[], by=teacher, now=NOW)
        PostPhoto.objects.filter(post=draft).update(photo=made)
        writing.undo(placed=placed_in(draft), by=teacher, now=ago(31))

    states = sweep(draft)

    assert states.pop(made.pk) == "erased"
    assert set(states.values()) == {"ready"}


@DAYS
def test_picture_goes_a_month_after_the_day_of_a_post_that_was_cancelled(
    school: School, teacher: Person, head: Person, days: int, erased: bool
) -> None:
    adopt_policy(school)
    post = scheduled(school, teacher, head, at=ago(days), photos=[("A bean plant", False)])
    with in_scope(school.pk):
        before = placed_in(post).photo
        made = derived.blur(photo=before, faces=[], by=teacher, now=NOW)
        force("drafts_postphoto", placed_in(post).pk, photo_id=made.pk)
        publishing.cancel(post=post, by=head, now=NOW)

    assert (sweep(post)[before.pk] == "erased") is erased
