"""The lists of cases and of everyone who follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from moderation.drafts.presenters import times
from moderation.drafts.queries.pages import Page
from moderation.followers.models import FollowerCase
from moderation.followers.models.followers import KnownAs
from moderation.followers.presenters import case as one_case
from moderation.followers.presenters import counting as in_words
from moderation.followers.presenters.counting import Says
from moderation.followers.queries import batches, rules
from moderation.followers.queries import cases as queries
from moderation.followers.queries.cases import BARE, SORTS, YOUNG, Filter
from moderation.followers.workflow import State, Verdict
from schoolsocial.accounts import together
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.together import Done
from schoolsocial.words import Words
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list: who, and the facts in a line."""

    case: FollowerCase
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A state with how many wait in it; None where they are not counted."""

    state: str
    label: Words
    count: int | None
    here: bool


@dataclass(frozen=True, slots=True)
class Cases:
    """A page of cases. ``due`` is a sentence on when followers are to be looked at, ``says`` on how
    often and by what.
    """

    rows: tuple[Row, ...]
    previous: str
    next: str
    tabs: tuple[Tab, ...]
    accounts: tuple[Account, ...]
    choices: dict[str, list[tuple[str, Words]]]
    done: Done | None
    due: str
    says: Says
    overdue: bool
    may_check: bool
    has_waiting: bool


def present(
    membership: Membership,
    wanted: Filter,
    page: Page[FollowerCase],
    now: datetime,
    *,
    mine: Sequence[Account],
    done_at: datetime | None = None,
) -> Cases:
    """``mine``: the accounts this person looks after; ``done_at``: when many were just decided."""
    counts = queries.counts(membership)
    today = timezone.localdate(now)
    counting = rules.counting(membership.school, today)
    due_at = rules.next_check(membership.school, today, counting)
    leads = Permission.DECIDE_FOLLOWERS in membership.permissions
    return Cases(
        rows=tuple(map(row, page.posts)),
        previous=page.previous,
        next=page.next,
        tabs=tuple(
            Tab(state.value, state.label, counts.get(state), state == wanted.state)
            for state in State
        ),
        accounts=tuple(mine),
        choices={
            "kinds": list(FollowerCase.Kind.choices),
            "sorts": [(key, label) for key, (label, _) in SORTS.items()],
            "bare": list(BARE.items()),
            "young": list(YOUNG.items()),
            "known": [("any", gettext("Known to us")), *KnownAs.choices[1:]],
        },
        done=_done(membership, wanted, done_at),
        due=_due(due_at, now),
        says=in_words.says(counting, membership.school),
        overdue=due_at is None or due_at <= now,
        may_check=leads and not any(counts.values()),
        has_waiting=any(counts.values()),
    )


def counted(number: int) -> str:
    return ngettext("{number} case", "{number} cases", number).format(number=number)


def _done(membership: Membership, wanted: Filter, at: datetime | None) -> Done | None:
    """What stands of a batch as it was decided; nothing where none of it can be taken back."""
    if at is None:
        return None
    rows = batches.standing(membership, at).order_by()
    found = list(rows.values_list("verdict").annotate(Count("pk")))
    if not found:
        return None
    [(verdict, number)] = found  # one decision, one verdict
    address = reverse("followers:undo_many", args=[membership.school.slug])
    words = f"{counted(number)}: {Verdict(verdict).label}."
    return Done(words, f"{address}?{wanted.query}", together.stamp(at))


def row(case: FollowerCase) -> Row:
    told = [
        case.get_kind_display(),
        f"@{case.account.handle}",
        case.follower.get_known_as_display() if case.follower.known_as else "",
        gettext("Protected") if case.protected else "",
        _followers(case.followers) if case.followers is not None else "",
        gettext("Account of {year}").format(year=f"{case.made_at:%Y}") if case.made_at else "",
        case.get_verdict_display() if case.verdict else "",
    ]
    return Row(case, one_case.title(case), tuple(one for one in told if one))


def _followers(number: int) -> str:
    return ngettext("{number} follower", "{number} followers", number).format(number=f"{number:,}")


def last_decided(membership: Membership, pk: str) -> Row | None:
    """What was decided just before, so that it can be taken back."""
    if not (pk.isascii() and pk.isdigit()) or len(pk) > len(str(2**31)):
        return None
    rows = queries.visible(membership).exclude(verdict__in=["", Verdict.PUPIL])
    found = rows.filter(pk=int(pk)).first()
    return row(found) if found else None


def first_error(form: Form) -> str:
    """The first thing that is wrong with a form whose fields stand apart on the page."""
    return next((str(one) for errors in form.errors.values() for one in errors), "")


def _due(due_at: datetime | None, now: datetime) -> str:
    if due_at is None:
        return gettext("Nobody has looked at followers here yet.")
    if due_at <= now:
        return gettext("Followers were to be looked at by {day}.").format(day=times.written(due_at))
    return gettext("Followers are to be looked at again by {day}.").format(
        day=times.written(due_at)
    )
