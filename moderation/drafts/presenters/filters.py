"""What lists of slots and of ready words can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

from moderation.drafts.forms.starting import accounts_of
from policy import ready_messages
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.accounts.filtering import Choice, Filters, among


def _accounts(request: SchoolRequest) -> set[str]:
    return {str(account.pk) for account in accounts_of(request.school, request.user)}


SLOTS = Filters("drafts.slots", {"account": Choice(_("Account"), _accounts)})
ONLINE_SAFETY = Filters(
    "drafts.online-safety",
    {
        "audience": Choice(_("For whom?"), among(*ready_messages.AUDIENCES)),
        "topic": Choice(_("About what?"), among(*ready_messages.TOPICS)),
    },
)
