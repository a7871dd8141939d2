"""What the lists of whom the school follows can be asked for, so that it can be kept."""

from moderation.following.queries import register
from schoolsocial.accounts.filtering import Choice, Filters, among

REGISTER = Filters(
    "following.register", {"show": Choice("List", among(*register.LISTS), register.DECIDE)}
)
REQUESTS = Filters("following.requests", {"show": Choice("List", among("open", "closed"), "open")})
