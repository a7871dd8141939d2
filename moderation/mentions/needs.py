"""What others write on X, and what it may need of somebody now."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from moderation.mentions.models import Mention
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """What nobody has looked at yet."""
    yield Need(
        "mentions.new",
        ngettext_lazy("mention or reply on X is new", "mentions or replies on X are new"),
        "mentions:everything",
        Permission.HANDLE_INCIDENTS,
        Mention,
        lambda: Mention.objects.filter(school=asked.school).new(),
        since="seen_at",
    )
