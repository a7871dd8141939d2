"""The online-safety library: what is due, the plan in words, and the messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from moderation.drafts import safety
from moderation.drafts.actions.safety import STARTERS
from moderation.drafts.forms.safety import MessageForm, PlanForm
from moderation.drafts.models import PlannedMessage, SafetyMessage, SafetyPlan
from moderation.drafts.queries import safety as queries
from moderation.drafts.safety import Due
from moderation.drafts.workflow import LIVE, State
from policy import ready_messages
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.words import Words

LOOKS_AHEAD = timedelta(days=120)
DUES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class DueLine:
    """A day on which a message is due, and how it stands; ``post`` to open, if the reader may."""

    day: date
    stands: str
    post: int | None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of the library; ``used`` says when it was planned for last."""

    message: SafetyMessage
    sort: str
    used: str


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """``warnings`` are what somebody should see to; ``missing`` counts ready messages to add."""

    warnings: tuple[str, ...]
    plan: SafetyPlan | None
    plan_words: str
    dues: tuple[DueLine, ...]
    messages: tuple[MessageLine, ...]
    retired: tuple[MessageLine, ...]
    missing: int
    plan_form: PlanForm
    message_form: MessageForm


def page(
    school: School,
    reader: Person,
    plan_form: PlanForm,
    message_form: MessageForm,
    now: datetime,
) -> LibraryPage:
    today = timezone.localdate(now)
    plan, terms = queries.plan_of(school), queries.terms_of(school)
    rows = list(SafetyMessage.objects.filter(school=school).longest_unused())
    in_use = tuple(_line(row) for row in rows if row.retired_at is None)
    had = {row.origin for row in rows}
    return LibraryPage(
        warnings=tuple(_warnings(plan, terms, today, empty=not in_use)),
        plan=plan,
        plan_words=_plan_words(plan) if plan else "",
        dues=_dues(school, plan, terms, today, reader) if plan else (),
        messages=in_use,
        retired=tuple(_line(row) for row in rows if row.retired_at is not None),
        missing=sum(one not in had for one in STARTERS),
        plan_form=plan_form,
        message_form=message_form,
    )


def due_notes(school: School, first: date, last: date) -> dict[date, str]:
    """What the calendar says of days on which a message is due and does not show by itself yet."""
    plan = queries.plan_of(school)
    if plan is None:
        return {}
    drafted = {one.due_on: one for one in queries.drafted_between(school, first, last)}
    today = timezone.localdate()
    coming = safety.dues(plan, queries.terms_of(school), max(first, today), last)
    return {
        due.day: gettext("Online-safety message due")
        for due in coming
        if not due.skipped and not _shows_itself(drafted.get(due.day))
    }


def _shows_itself(planned: PlannedMessage | None) -> bool:
    post = planned.post if planned else None
    return post is not None and (post.scheduled_for is not None or post.state in LIVE)


def _warnings(
    plan: SafetyPlan | None, terms: Sequence[Term], today: date, *, empty: bool
) -> Iterable[str]:
    term = safety.term_of(terms, today)
    if term is not None and not safety.in_term(term.starts_on, term.ends_on).exists():
        yield gettext(
            "{term} has no online-safety message yet, neither posted nor planned."
        ).format(term=term.name)
    if plan is None:
        return
    if empty:
        yield gettext("The library is empty, so nothing can be drafted. Add messages below.")
    if not queries.may_run(plan):
        yield gettext(
            "{name} no longer drafts posts for @{handle}. Set the plan anew with somebody else: "
            "until then nothing is drafted."
        ).format(name=plan.run_by.name, handle=plan.account.handle)
    if plan.rhythm == SafetyPlan.Rhythm.HALF_TERM and not terms:
        yield gettext(
            "The school has no term dates, so no half-term is known. Enter them in Settings."
        )


def _plan_words(plan: SafetyPlan) -> str:
    weeks = plan.weeks or 1
    said = ngettext(
        "Every week, on a {weekday} at {time}, for @{handle}. {name} runs it.",
        "Every {weeks} weeks, on a {weekday} at {time}, for @{handle}. {name} runs it.",
        weeks,
    )
    if plan.rhythm == SafetyPlan.Rhythm.HALF_TERM:
        said = gettext(
            "At least once a half-term, on a {weekday} at {time}, for @{handle}. {name} runs it."
        )
    return said.format(
        weeks=weeks,
        weekday=plan.get_weekday_display(),
        time=f"{plan.at:%H:%M}",
        handle=plan.account.handle,
        name=plan.run_by.name,
    )


def _dues(
    school: School, plan: SafetyPlan, terms: Sequence[Term], today: date, reader: Person
) -> tuple[DueLine, ...]:
    last = today + LOOKS_AHEAD
    drafted = {one.due_on: one for one in queries.drafted_between(school, today, last)}
    coming = safety.dues(plan, terms, today, last)[:DUES_SHOWN]
    return tuple(_due(due, drafted.get(due.day), plan, reader, today) for due in coming)


def _not_drafted(due: Due, plan: SafetyPlan, today: date) -> str:
    if due.skipped:
        return gettext("Passed over: {reason}").format(reason=due.skipped.lower())
    if due.day <= today:
        return gettext("No draft was made in time")
    drafts_on = due.day - safety.IN_GOOD_TIME
    name = plan.run_by.name
    if drafts_on > today:
        day = date_format(drafts_on, "j F")
        return gettext("{name} gets a draft on {day}").format(name=name, day=day)
    return gettext("{name} gets a draft within the hour").format(name=name)


def _due(
    due: Due, planned: PlannedMessage | None, plan: SafetyPlan, reader: Person, today: date
) -> DueLine:
    if planned is None:
        return DueLine(due.day, _not_drafted(due, plan, today), None)
    if planned.post is None:
        return DueLine(due.day, gettext("Its draft was discarded"), None)
    post = planned.post
    mine = post.author_id == reader.pk
    stands: Words = State(post.state).label
    if post.state == State.DRAFT:
        stands = gettext("A draft, not sent for approval yet")
    opens = mine or post.state != State.DRAFT
    return DueLine(due.day, f"{stands} ({post.author.name})", post.pk if opens else None)


def _line(message: SafetyMessage) -> MessageLine:
    last: date | None = vars(message)["last_used"]
    topic = ready_messages.TOPICS.get(message.topic, "")
    audience = ready_messages.AUDIENCES.get(message.audience, "")
    used = (
        gettext("Last planned for {day}").format(day=date_format(last, "j F Y"))
        if last
        else gettext("Not used yet")
    )
    return MessageLine(message, f"{audience} · {topic}", used)
