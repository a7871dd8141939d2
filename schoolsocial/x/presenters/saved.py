"""The list of accounts as it is saved; no key and no token."""

from schoolsocial.documents.lists import SavedList
from schoolsocial.x.models import Account
from schoolsocial.x.presenters.health import State

ACCOUNTS = SavedList[tuple[Account, State]](
    "x.accounts",
    "Accounts on X",
    {
        "Account": lambda row: row[0].handle,
        "Name": lambda row: row[0].name,
        "Kind": lambda row: row[0].get_kind_display(),
        "Connected at": lambda row: row[0].connected_at,
        "Stands": lambda row: row[1].title,
        "What that means": lambda row: row[1].text,
    },
)
