"""The register of those whom the school follows, as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters import times
from moderation.following import links
from moderation.following.actions.register import can_undo
from moderation.following.forms.register import NameForm, ReviewForm, UndoForm
from moderation.following.models import Followee, FollowingReading
from moderation.following.presenters import history
from moderation.following.presenters.history import Line
from moderation.following.queries import policy, readings, register
from moderation.following.queries.policy import Said
from moderation.following.queries.register import Counts
from moderation.following.workflow import DECIDED, TO_DECIDE, State, Verb
from schoolsocial.accounts import together
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.together import Done
from schoolsocial.words import Words

_NO_WISH = _("Wishes of colleagues, and what X shows otherwise than the register, appear here.")
_NO_ERRAND = _("What was decided and has to be done by hand on X appears here.")
_NO_ENTRY = _(
    "Nobody is followed by a decision. What is followed already is found by a reading of X."
)
_NO_END = _("What was refused, or is followed no more, is kept here.")
_EMPTY = {
    register.DECIDE: (_("Nothing to decide"), _NO_WISH),
    register.HAND: (_("Nothing to do on X"), _NO_ERRAND),
    register.FOLLOWED: (_("The register is empty"), _NO_ENTRY),
    register.OVER_LIST: (_("Nothing here yet"), _NO_END),
}
_WHOLE: dict[str, Words] = {
    "x": _("@{handle}: read from X on {day}."),
    "archive": _("@{handle}: by its archive of {day}."),
    "pasted": _("@{handle}: by a list pasted on {day}."),
}
_IN_PART: dict[str, Words] = {
    "x": _("@{handle}: read from X on {day}, which was not the whole list."),
    "archive": _("@{handle}: by its archive of {day}, which was not the whole list."),
    "pasted": _("@{handle}: by a list pasted on {day}, which was not the whole list."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry. ``who`` is its handle with @, or its number; ``due``: its review has come."""

    followee: Followee
    who: str
    stands: str
    review: str
    seen: str
    due: bool
    tickable: bool


@dataclass(frozen=True, slots=True)
class Tab:
    which: str
    label: str
    count: int
    here: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One list, its neighbours, what the policy says and how up to date all this is."""

    rows: tuple[Row, ...]
    previous: str
    next: str
    which: str
    tabs: tuple[Tab, ...]
    said: Said | None
    read: tuple[str, ...]
    empty: tuple[Words, Words]
    tickable: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with everything that happened to it, and what can be done now."""

    row: Row
    lines: tuple[Line, ...]
    said: Said | None
    on_x: str
    verbs: tuple[Verb, ...]
    by_hand: bool
    can_undo: bool
    nameless: bool
    twin: Followee | None
    form: ReviewForm
    undo: UndoForm
    name: NameForm
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Forms that were sent and not taken, and why."""

    form: ReviewForm | None = None
    undo: UndoForm = field(default_factory=lambda: UndoForm(prefix="undo"))
    name: NameForm = field(default_factory=lambda: NameForm(prefix="name"))
    problem: str = ""


NOTHING = Typed()


def page(school: School, which: str, cursor: str, today: date) -> RegisterPage:
    which = which if which in register.LISTS else register.DECIDE
    found = register.listed(school, which, cursor, today)
    rows = tuple(_row(one, today) for one in found.posts)
    return RegisterPage(
        rows=rows,
        previous=found.previous,
        next=found.next,
        which=which,
        tabs=_tabs(register.counts(school, today), which),
        said=policy.said_of_following(school, today),
        read=tuple(map(_read, readings.latest_whole(school))),
        empty=_EMPTY[which],
        tickable=any(row.tickable for row in rows),
    )


def entry(followee: Followee, today: date, typed: Typed = NOTHING) -> EntryPage:
    decisions = register.decisions_of(followee)
    verbs = DECIDED.get(State(followee.state), ())
    return EntryPage(
        row=_row(followee, today),
        lines=history.lines(decisions),
        said=policy.said_of_following(followee.school, today),
        on_x=links.on_x(followee) if followee.state != State.SAME else "",
        verbs=verbs,
        by_hand=followee.state in {State.TO_FOLLOW, State.TO_UNFOLLOW},
        can_undo=bool(decisions) and can_undo(decisions[0]),
        nameless=not followee.handle and followee.state == State.FOUND,
        twin=register.twin_of(followee) if followee.state == State.FOUND else None,
        form=typed.form or ReviewForm(verbs=verbs, initial=initial(followee, today)),
        undo=typed.undo,
        name=typed.name,
        problem=typed.problem,
    )


def initial(followee: Followee, today: date) -> Mapping[str, str]:
    """What the form proposes: the benefit stated before, and a year."""
    proposed = {"review_on": f"{in_a_year(today):%Y-%m-%d}"}
    return {**proposed, "reason": followee.benefit} if followee.state == State.FOUND else proposed


def in_a_year(today: date) -> date:
    """The same day of next year, or the day before where there is none."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day)


def ticked(rows: list[Followee], today: date) -> tuple[Row, ...]:
    return tuple(_row(one, today) for one in rows)


def name_of(one: Followee) -> str:
    if one.handle:
        return f"@{one.handle}"
    return gettext("Account number {number}").format(number=one.x_user_id)


def done(place: Membership, stamp: str) -> Done | None:
    """What was decided on several at that moment, for as long as nothing happened to it since."""
    at = together.moment_of(stamp)
    number = register.standing(place, at) if at else 0
    if not number:
        return None
    words = gettext("Noted for {number}, with your reason.").format(number=number)
    return Done(words, reverse("following:undo_together", args=[place.school.slug]), stamp)


def _row(one: Followee, today: date) -> Row:
    due = one.state == State.FOLLOWED and one.review_on is not None and one.review_on <= today
    return Row(
        followee=one,
        who=name_of(one),
        stands=gettext("Due to be looked at again") if due else str(one.get_state_display()),
        review=date_format(one.review_on, "j F Y") if one.review_on else "",
        seen=times.written(one.seen_at) if one.seen_at else "",
        due=due or one.state in TO_DECIDE,
        tickable=one.state == State.FOUND,
    )


def _tabs(counts: Counts, which: str) -> tuple[Tab, ...]:
    told = (
        (register.DECIDE, gettext("To decide"), counts.decide),
        (register.HAND, gettext("To do on X"), counts.hand),
        (register.FOLLOWED, gettext("Followed"), counts.followed),
        (register.OVER_LIST, gettext("Refused or over"), counts.over),
    )
    return tuple(Tab(one, label, count, one == which) for one, label, count in told)


def _read(reading: FollowingReading) -> str:
    said = str((_WHOLE if reading.whole else _IN_PART)[reading.source])
    return said.format(handle=reading.account.handle, day=times.written(reading.began_at))
