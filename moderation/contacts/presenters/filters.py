"""What the list of notices can be asked for, so that it can be kept."""

from schoolsocial.accounts.filtering import Choice, Filters, among

CONTACTS = Filters("contacts.everything", {"state": Choice("Show", among("open", "all"), "open")})
