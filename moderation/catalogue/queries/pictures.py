"""Who may see a picture from an archive or of a post made outside."""

from consent.models import Photo
from schoolsocial.accounts.models import School


def held_picture(school: School, token: str) -> Photo | None:
    """The prepared picture of that name, if it belongs to a post that stands or stood on X."""
    ready = Photo.objects.filter(school=school, token=token, state=Photo.State.READY)
    return ready.filter(tweet_pictures__isnull=False).first()
