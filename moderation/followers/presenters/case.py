"""A follower as the page shows them: facts as X gave them, and nothing made of them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters import times
from moderation.followers.models import Decision, FollowerCase
from moderation.followers.queries import cases as queries
from moderation.followers.queries import clauses, rules
from moderation.followers.reasons import Reason
from moderation.followers.workflow import Act, State, Verdict, may
from policy.models import Clause
from schoolsocial.accounts.models import Person
from schoolsocial.words import Words

_GREY = "default_profile"
_COMPARED = ("handle", "name", "bio", "link", "picture", "protected")
_KEYS = {
    Verdict.KEEP: "1",
    Verdict.FOCUSED: "2",
    Verdict.ASK: "3",
    Verdict.BLOCK: "4",
    Verdict.PUPIL: "5",
}
_BUTTONS = {
    Verdict.KEEP: _("Keep"),
    Verdict.FOCUSED: _("Keep: school-focused"),
    Verdict.ASK: _("Ask somebody first"),
    Verdict.BLOCK: _("Block"),
    Verdict.PUPIL: _("Report as a pupil"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it is now and, where it changed, as it was. ``free``: in their own words."""

    label: str
    now: str
    was: str = ""
    changed: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict with its button, its key and its reasons."""

    verdict: Verdict
    button: Words
    key: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record, in words. ``policy``: the version it was decided under, if any."""

    entry: Decision
    said: str
    when: str
    policy: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One case with all that a person decides on. ``link`` leads to X, ``why`` is the reason of
    the last decision.
    """

    case: FollowerCase
    title: str
    link: str
    facts: tuple[Fact, ...]
    as_of: str
    choices: tuple[Choice, ...]
    record: tuple[Line, ...]
    why: str
    earlier: tuple[FollowerCase, ...]
    clauses: tuple[Clause, ...]
    may_decide: bool
    may_sign: bool
    may_undo: bool
    may_appeal: bool


def present(case: FollowerCase, person: Person, now: datetime) -> Shown:
    record = queries.record_of(case)
    decided = next((one for one in reversed(record) if one.act == Act.DECIDED), None)
    own = decided is not None and decided.by_id == person.pk
    counting = rules.counting(case.school, timezone.localdate(now))
    undoable = may(case.state, Act.UNDONE) and case.verdict != Verdict.PUPIL
    return Shown(
        case=case,
        title=title(case),
        link=link(case),
        facts=tuple(facts(case)),
        as_of=times.written(case.facts_at) if case.facts_at else "",
        choices=tuple(_choice(verdict, counting.reasons[verdict]) for verdict in Verdict),
        record=tuple(map(_line, record)),
        why=decided.why if decided else "",
        earlier=tuple(queries.earlier_of(case)),
        clauses=tuple(clauses.about_followers(counting)),
        may_decide=case.state in {State.OPEN, State.ASKED},
        may_sign=may(case.state, Act.SIGNED) and not own,
        may_undo=undoable,
        may_appeal=may(case.state, Act.APPEALED),
    )


def title(case: FollowerCase) -> str:
    """Handle, or X's number where only that is known."""
    if case.handle:
        return f"@{case.handle}"
    return gettext("Number {number}").format(number=case.follower.x_user_id)


def link(case: FollowerCase) -> str:
    """Where X shows them; by number, as handles change."""
    number = case.follower.x_user_id
    if number is not None:
        return f"{settings.X_PUBLIC_URL}/intent/user?user_id={number}"
    return f"{settings.X_PUBLIC_URL}/{case.handle}"


def facts(case: FollowerCase) -> list[Fact]:
    """What X told, in a fixed order; nothing where X told nothing."""
    if case.facts_at is None:
        return []
    was = case.before or {}
    shown = {name: _said(name, getattr(case, name)) for name in _COMPARED}
    before = {name: _said(name, was.get(name)) for name in _COMPARED if name in was}
    compared = {
        name: (now, before.get(name, ""), name in before and before[name] != now)
        for name, now in shown.items()
    }
    return [
        Fact(gettext("Name"), *compared["name"], free=True),
        Fact(gettext("Handle"), *compared["handle"]),
        Fact(gettext("About itself"), *compared["bio"], free=True),
        Fact(gettext("Link"), *compared["link"], free=True),
        Fact(gettext("Picture"), *compared["picture"]),
        Fact(
            gettext("Account made"),
            date_format(case.made_at, "j F Y") if case.made_at else gettext("Not told"),
        ),
        Fact(gettext("Protected"), *compared["protected"]),
        Fact(gettext("Followers"), _count(case.followers)),
        Fact(gettext("Follows"), _count(case.following)),
        Fact(gettext("Posts"), _count(case.posts)),
        Fact(gettext("Verified by X"), _yes_no(case.verified)),
    ]


def _said(name: str, value: object) -> str:
    if name == "protected":
        return _yes_no(value)
    if name == "picture":
        grey = not value or _GREY in str(value)
        return gettext("X’s own grey picture") if grey else gettext("Its own picture")
    if name == "handle":
        return f"@{value}" if value else ""
    return str(value or "")


def _yes_no(is_so: object) -> str:
    if not isinstance(is_so, bool):
        return gettext("Not told")
    return gettext("Yes") if is_so else gettext("No")


def _count(number: int | None) -> str:
    return f"{number:,}" if number is not None else gettext("Not told")


def before_at(case: FollowerCase) -> str:
    """Of when the facts before are."""
    written = (case.before or {}).get("facts_at")
    moment = parse_datetime(written) if written else None
    return times.written(moment) if moment else ""


def _choice(verdict: Verdict, reasons: tuple[Reason, ...]) -> Choice:
    return Choice(verdict, _BUTTONS[verdict], _KEYS[verdict], reasons)


def _line(entry: Decision) -> Line:
    said, under = entry.get_act_display(), ""
    if entry.act == Act.DECIDED:
        said = f"{entry.get_verdict_display()}: {entry.why}"
    if entry.policy:
        under = gettext("By the policy, version {number}").format(number=entry.policy.number)
    return Line(entry, said, times.written(entry.at), under)
