"""The list of accounts as it is saved; no key and no token."""

from django.utils.translation import gettext_lazy as _

from schoolsocial.documents.lists import SavedList
from schoolsocial.x.models import Account
from schoolsocial.x.presenters.health import State
from schoolsocial.x.presenters.spending import Line

ACCOUNTS = SavedList[tuple[Account, State]](
    "x.accounts",
    _("Accounts on X"),
    {
        _("Account"): lambda row: row[0].handle,
        _("Name"): lambda row: row[0].name,
        _("Kind"): lambda row: row[0].get_kind_display(),
        _("Connected at"): lambda row: row[0].connected_at,
        _("Stands"): lambda row: row[1].title,
        _("What that means"): lambda row: row[1].text,
    },
)

SPENDING = SavedList[Line](
    "x.spending",
    _("What X cost this month"),
    {
        _("On what"): lambda line: line.name,
        _("How many"): lambda line: line.count,
        _("US dollars"): lambda line: float(line.dollars),
    },
)
