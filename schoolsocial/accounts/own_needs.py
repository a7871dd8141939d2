"""What the list of people may need of somebody now."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from schoolsocial.accounts.models import Invitation
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """Invitations that ran out before anybody used them."""
    yield Need(
        "people.invitations",
        ngettext_lazy(
            "invitation has run out: send it again or take it back",
            "invitations have run out: send them again or take them back",
        ),
        "people",
        Permission.MANAGE_PEOPLE,
        Invitation,
        lambda: (
            Invitation.objects.filter(school=asked.school).open().filter(expires_at__lte=asked.now)
        ),
        since="expires_at",
    )
