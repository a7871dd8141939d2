"""The page of arrival, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext

from schoolsocial.accounts import filtering, together
from schoolsocial.accounts import queries as accounts
from schoolsocial.accounts.models import Membership, Notice
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.notice_kinds import KINDS
from schoolsocial.accounts.roles import GRANTS, Permission, Role
from schoolsocial.accounts.school_time import LONDON
from schoolsocial.accounts.together import Done
from schoolsocial.today.forms import NUMBER, TickedForm
from schoolsocial.today.queries import Waiting
from schoolsocial.today.setting_up import Standing
from schoolsocial.words import Words

Able = Mapping[Permission, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to see to. ``late`` says in words that its time is over, ``when`` the rest."""

    count: int
    words: str
    url: str
    late: str
    when: str


def lines(found: Iterable[Waiting], asked: Asked) -> list[Line]:
    """What is late first, the longest late before the others; then in the order given."""
    ordered = sorted(found, key=lambda one: _lateness(one, asked.now))
    return [_line(one, asked) for one in ordered]


def _line(one: Waiting, asked: Asked) -> Line:
    need = one.need
    url = reverse(need.page, kwargs={"school": asked.school.slug})
    return Line(
        count=one.count,
        words=str(need.words % one.count),
        url=f"{url}{need.query or filtering.as_it_comes(url)}",
        late=_late(one, asked.now),
        when=_when(one, asked.now),
    )


def _lateness(one: Waiting, now: datetime) -> float:
    end = _end(one)
    return end.timestamp() - now.timestamp() if end and end < now else 0


def _late(one: Waiting, now: datetime) -> str:
    end = _end(one)
    if one.due is None or end is None or end >= now:
        return ""
    when = _said(one.due, now, in_days=one.need.in_days)
    if one.count == 1:
        return gettext("Late: it was due {when}.").format(when=when)
    return gettext("Late: the first was due {when}.").format(when=when)


def _when(one: Waiting, now: datetime) -> str:
    several, in_days = one.count > 1, one.need.in_days
    told = []
    end = _end(one)
    if one.since is not None:
        since = (
            gettext("The oldest waits since {when}.")
            if several
            else gettext("It waits since {when}.")
        )
        told.append(since.format(when=_said(one.since, now, in_days=in_days)))
    if one.due is not None and end is not None and end >= now:
        due = gettext("The first is due {when}.") if several else gettext("It is due {when}.")
        told.append(due.format(when=_said(one.due, now, in_days=in_days)))
    return " ".join(told)


def _end(one: Waiting) -> datetime | None:
    """When its time is over: a day is over with its evening."""
    if one.due is None or not one.need.in_days:
        return one.due
    return datetime.combine(one.due.date(), time.max, LONDON)


def _said(moment: datetime, now: datetime, *, in_days: bool) -> str:
    """Monday 23 November at 15:30, in London; a day has no hour, another year its number."""
    local = moment.date() if in_days else timezone.localtime(moment)
    day = "l j F" if local.year == now.year else "l j F Y"
    return date_format(local, day if in_days else rf"{day} \a\t H:i")


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the inbox: why, where it leads, when, and whether it is new to its reader."""

    reason: Words
    url: str
    at: datetime
    is_new: bool
    pk: int


def told(notices: Iterable[Notice]) -> list[Told]:
    return [
        Told(KINDS[one.kind].reason, one.path, one.at, is_new=one.read_at is None, pk=one.pk)
        for one in notices
    ]


def marked(place: Membership, stamp: str) -> Done | None:
    """What was just marked, by the moment or by what was marked as new, while it is so."""
    at, ids = together.moment_of(stamp), unpacked(stamp)
    rows = accounts.notices_of(place)
    number = rows.filter(read_at=at).count() if at else rows.unread().filter(pk__in=ids).count()
    if not number:
        return None
    said = gettext("Marked as read: {number}.") if at else gettext("Marked as new: {number}.")
    words = said.format(number=number)
    return Done(words, reverse("inbox_mark_back", args=[place.school.slug]), stamp)


def packed(ids: Sequence[int]) -> str:
    """Notices in an address: their numbers, which say nothing of anybody."""
    return "new" + "".join(f".{one}" for one in ids)


def unpacked(text: str) -> list[int]:
    """The numbers again; none for anything else."""
    head, *parts = text.split(".")[: TickedForm.MOST + 1]
    is_one = head == "new" and all(map(NUMBER.fullmatch, parts))
    return [int(part) for part in parts] if is_one else []


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step of setting up the school. ``url`` is "" where somebody else does it: ``who`` says who
    ("Ask Olu Office."), and is "" where the reader can.
    """

    code: str
    title: str
    why: str
    state: str
    url: str
    who: str
    not_for_us: str
    skipped: bool
    done: bool


@dataclass(frozen=True, slots=True)
class SettingUp:
    steps: tuple[FirstStep, ...]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def complete(self) -> bool:
        return self.done == len(self.steps)


def setting_up(found: Iterable[Standing], able: Able, asked: Asked) -> SettingUp:
    """The list as this reader sees it; ``able`` tells who may do what of the rest."""
    may = asked.membership.permissions
    return SettingUp(tuple(_first_step(one, able, may, asked.school.slug) for one in found))


def _first_step(one: Standing, able: Able, may: frozenset[Permission], school: str) -> FirstStep:
    step = one.step
    theirs = step.permission in may
    return FirstStep(
        code=step.code,
        title=step.title,
        why=step.why,
        state=_state(one),
        url=reverse(step.page, kwargs={"school": school}) if theirs else "",
        who="" if theirs or one.done else _ask(step.permission, able.get(step.permission, [])),
        not_for_us=step.not_for_us if Permission.MANAGE_SCHOOL in may else "",
        skipped=one.skipped,
        done=one.done,
    )


def _state(one: Standing) -> str:
    if one.skipped:
        why = one.step.not_for_us
        return gettext("Not for your school: {why}.").format(why=why[0].lower() + why[1:])
    told = [] if one.lacking or one.coming else [one.step.settled]
    if one.lacking:
        told.append(gettext("Still missing: {lacking}.").format(lacking=", ".join(one.lacking)))
    if one.coming:
        told.append(gettext("On the way: {coming}.").format(coming=", ".join(one.coming)))
    if one.tally and one.step.tally and one.tally[1]:
        told.append(one.step.tally.words.format(*one.tally))
    return " ".join(told)


def _ask(permission: Permission, names: Sequence[str]) -> str:
    """Two names are enough to find somebody."""
    if names:
        return gettext("Ask {names}.").format(names=get_text_list(list(names[:2]), gettext("or")))
    roles = [str(role.label) for role in Role if permission in GRANTS[role]]
    return gettext("Nobody here can do this yet. Invite somebody as: {roles}.").format(
        roles=get_text_list(roles, gettext("or"))
    )
