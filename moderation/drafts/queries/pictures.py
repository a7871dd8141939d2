"""Who may see a picture, and its bytes as they were approved."""

from hashlib import sha256

from django.core.files.storage import default_storage
from django.db.models import Q

from consent.models import Photo
from moderation.drafts.models import PostPhoto
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


class FileLost(Exception):
    """A picture's file is gone from the storage, or is no longer what was approved."""


def visible_picture(membership: Membership, token: str) -> Photo | None:
    """The prepared photo of that name, for its uploader and those who may see a post with it, or
    the library.

    A governor reads the words and sees no child.
    """
    seeing = {Permission.SEE_OWN_POSTS, Permission.SEE_ALL_POSTS}
    if seeing.isdisjoint(membership.permissions):
        return None
    school, person = membership.school, membership.person
    posts = school.posts.visible_to(person, membership.permissions)
    allowed = Q(uploaded_by=person) | Q(pk__in=posts.values("photos"))
    if Permission.SEE_LIBRARY in membership.permissions:
        allowed |= Q(pk__in=school.library.shelved().values("photo"))
    ready = school.photos.filter(token=token, state=Photo.State.READY)
    return ready.filter(allowed).first()


def approved_bytes(row: PostPhoto) -> bytes:
    """What is in the file, which is what was approved. Raises ``FileLost``."""
    try:
        with default_storage.open(row.photo.content) as file:
            content: bytes = file.read()
    except FileNotFoundError:
        raise FileLost("A picture's file is missing from the storage.") from None
    if sha256(content).hexdigest() != row.photo.sha256:
        raise FileLost("A picture is not the one that was approved.")
    return content
