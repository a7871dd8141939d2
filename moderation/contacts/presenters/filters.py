"""What the list of notices can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.filtering import Choice, Filters, among

CONTACTS = Filters(
    "contacts.everything", {"state": Choice(_("Show"), among("open", "all"), "open")}
)
