"""Who may see a picture."""

from django.db.models import Q

from consent.models import Photo
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


def visible_picture(membership: Membership, token: str) -> Photo | None:
    """The prepared photo of that name, for its uploader and those who may see a post with it.

    A governor reads the words and sees no child.
    """
    seeing = {Permission.SEE_OWN_POSTS, Permission.SEE_ALL_POSTS}
    if seeing.isdisjoint(membership.permissions):
        return None
    school, person = membership.school, membership.person
    posts = school.posts.visible_to(person, membership.permissions)
    allowed = Q(uploaded_by=person) | Q(pk__in=posts.values("photos"))
    ready = school.photos.filter(token=token, state=Photo.State.READY)
    return ready.filter(allowed).first()
