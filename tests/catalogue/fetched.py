"""Pictures of posts made by hand, fetched and looked at in one line each."""

from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from consent.jobs import finding, photos, reading
from consent.models import Photo
from consent.pictures import FaceBox
from moderation.catalogue.jobs import fetching
from moderation.catalogue.models import TweetMedia, TweetPicture
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.catalogue.sights import HANDLE, read, watched
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture

GARDEN = "The garden in May"


def by_phone(
    account: Account, sandbox: SandboxX, *pictures: Shown, text: str = GARDEN
) -> list[TweetMedia]:
    """Somebody posts by phone, and the timeline is read; what X told of the pictures."""
    watch = watched(account)
    sandbox.post_by_hand(HANDLE, text, pictures=pictures or (Shown(drawn_picture()),))
    read(watch)
    return media(account)


def media(account: Account) -> list[TweetMedia]:
    with scope.school(account.school_id):
        rows = TweetMedia.objects.filter(tweet__account=account).select_related("tweet")
        return list(rows.order_by("tweet__posted_at", "position"))


def fetch(account: Account) -> list[TweetMedia]:
    """One try of each picture, whenever it would have been due."""
    for row in media(account):
        hurry(row)
        fetching.fetch(row.school_id, row.pk)
    return media(account)


def hurry(row: TweetMedia) -> None:
    """Its time has come, and whoever held it is gone."""
    past = timezone.now() - timedelta(seconds=1)
    with scope.school(row.school_id):
        waiting = TweetMedia.objects.filter(pk=row.pk, state="waiting")
        waiting.update(next_try_at=past)
        waiting.exclude(held_until=None).update(held_until=past)


def held(account: Account) -> list[TweetPicture]:
    with scope.school(account.school_id):
        rows = TweetPicture.objects.filter(tweet__account=account).select_related("photo")
        return list(rows.order_by("position"))


def look_at(account: Account, boxes: int = 0, words: str = "") -> None:
    """Clean the fetched pictures and look at them, as their workers do; ``boxes`` faces are found
    in each, and ``words`` read."""
    faces = [FaceBox(10 * one, 0, 8, 8) for one in range(boxes)]
    with (
        patch("consent.pictures.find_faces", return_value=faces),
        patch("consent.pictures.words", return_value=words),
    ):
        for one in held(account):
            photos.prepare(one.school_id, one.photo_id)
            finding.find(one.school_id, one.photo_id)
            reading.read(one.school_id, one.photo_id)


def photos_of(account: Account) -> int:
    """All pictures of the school, in whatever place."""
    with scope.school(account.school_id):
        return Photo.objects.count()
