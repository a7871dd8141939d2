"""What people have to do on X by hand."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from moderation.drafts.models import Handover, Post, PostPhoto
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission

MOST = 100


def in_use(school: School) -> bool:
    """Whether any account of the school is posted to by hand."""
    return school.accounts.filter(posts_by="hand").exists()


def to_do(membership: Membership) -> PostQuerySet:
    """Posts this person has something to do about on X, the most urgent first."""
    person, permissions = membership.person, membership.permissions
    cared_for = in_the_care_of(membership.school, person, permissions)
    latest = Handover.objects.filter(post=OuterRef("pk"), by=person, outcome="no-word")
    wanted = Q(state__in=[State.BY_HAND, State.IN_HAND])
    wanted |= Q(state=State.HELD) & Q(Exists(latest))
    if Permission.DELETE_LIVE_POSTS in permissions:
        wanted |= Q(state=State.REMOVING, account__posts_by="hand")
    return cared_for.filter(wanted).order_by("expires_at", "id")


def in_the_care_of(
    school: School, person: Person, permissions: Collection[Permission]
) -> PostQuerySet:
    """Posts this person may take to X by hand."""
    found: PostQuerySet = school.posts.in_the_care_of(person, permissions)
    return found.select_related("author", "account", "school")


def latest(post: Post) -> Handover | None:
    """Whose hands it is in, or was in last."""
    rows = Handover.objects.filter(post=post).select_related("by")
    return rows.order_by("-taken_at", "-id").first()


def changed(post: Post) -> Handover | None:
    """The posting by hand that was not quite what was approved."""
    rows = Handover.objects.filter(post=post, outcome="changed").select_related("by")
    return rows.order_by("-taken_at").first()


def placed_in(post: Post) -> list[PostPhoto]:
    """Its pictures in their order."""
    return list(post.post_photos.select_related("photo").order_by("position"))
