"""Erasing a child reaches the library as it reaches the posts."""

from django.utils import timezone

from consent.models import Disposed, Pupil
from moderation.drafts.actions import erasing, library
from moderation.drafts.models import LibraryPicture
from moderation.drafts.presenters import access_request
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import in_scope
from tests.drafts import shelf
from tests.drafts.erasures import leave
from tests.drafts.forcing import force


def test_erased_child_takes_the_picture_out_of_library_and_drafts(
    school: School, teacher: Person, office: Person, kept: LibraryPicture, pupils: list[Pupil]
) -> None:
    draft = shelf.use(kept, teacher)
    force("drafts_post", kept.post_id, state="removed", tweet_id=f"55{kept.post_id}")
    with in_scope(school.pk):
        leave(pupils[0])
        erasing.erase(pupil=pupils[0], by=office, now=timezone.now())
        left = list(draft.post_photos.all())
        events = list(
            Event.objects.filter(verb="library.cleared").values_list("payload", flat=True)
        )
        photos = Disposed.objects.get(kind="photo").number

    now = shelf.again(kept)
    assert (now.title, now.occasion, now.alt_text) == ("", "", "")
    assert (now.photo.state, now.photo.content, now.gone_at is None) == ("erased", "", False)
    assert (left, events, photos) == ([], [{}], 1)


def test_request_for_access_lists_what_is_kept(
    school: School, head: Person, kept: LibraryPicture, pupils: list[Pupil]
) -> None:
    with in_scope(school.pk):
        library.retire(picture=kept, by=head, now=timezone.now())
        (row,) = access_request._library(pupils[0])
        (other,) = shelf.children(school, head, 1)

        assert access_request._library(other) == []
    assert (row["Title"], row["Description"]) == (shelf.TITLE, shelf.ALT)
    assert row["Taken out"]
