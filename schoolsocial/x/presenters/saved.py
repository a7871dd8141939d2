"""The list of accounts as it is saved; no key and no token."""

from schoolsocial.documents.lists import SavedList
from schoolsocial.x.models import Account
from schoolsocial.x.presenters.health import State
from schoolsocial.x.presenters.spending import Line

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

SPENDING = SavedList[Line](
    "x.spending",
    "What X cost this month",
    {
        "On what": lambda line: line.name,
        "How many": lambda line: line.count,
        "US dollars": lambda line: float(line.dollars),
    },
)
