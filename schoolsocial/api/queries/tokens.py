"""The school's tokens, and for whom one may leave drafts."""

from django.db.models import QuerySet

from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.api.models import Token


def of(school: School) -> QuerySet[Token]:
    """Those not revoked, the latest first; an expired one still stands there to be renewed."""
    return Token.objects.filter(school=school, revoked_at=None).latest_first()


def authors(school: School) -> QuerySet[Membership]:
    """Active members who draft posts, by name."""
    able = Membership.objects.filter(school=school).able_to(Permission.DRAFT_POSTS)
    return able.select_related("person").order_by("person__name", "pk")
