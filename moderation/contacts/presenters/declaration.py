"""One's own accounts, and what was declared of each this year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moderation.contacts.models import Declaration
from moderation.contacts.queries import declarations as queries
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class OwnAccount:
    account: Account
    declaration: Declaration | None


def own(accounts: Iterable[Account], day: date) -> tuple[OwnAccount, ...]:
    """Each account with what its owner declared in that day's academic year."""
    return tuple(OwnAccount(account, queries.own_of(account, day)) for account in accounts)


def answers(declaration: Declaration) -> dict[str, object]:
    """As the form takes them: a yes or no in words."""
    said = {
        name: "yes" if getattr(declaration, name) else "no"
        for name in (
            "name_is_professional", "bio_says_own_views", "parents_may_follow",
            "no_pupil_follows", "two_step",
        )
    }  # fmt: skip
    return {**said, "who_follows": declaration.who_follows, "account": declaration.account_id}
