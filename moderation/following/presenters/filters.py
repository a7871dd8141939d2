"""What the lists of whom the school follows can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

from moderation.following.queries import register
from schoolsocial.accounts.filtering import Choice, Filters, among

REGISTER = Filters(
    "following.register", {"show": Choice(_("List"), among(*register.LISTS), register.DECIDE)}
)
REQUESTS = Filters(
    "following.requests", {"show": Choice(_("List"), among("open", "closed"), "open")}
)
