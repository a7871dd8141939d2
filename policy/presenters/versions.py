"""One version as its page shows it, with what may be done; and the list of all versions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from django.forms import Form
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.forms.ratification import ConfirmForm, DisputeForm, ProposeForm, RecordForm
from policy.models import PolicyVersion, Step
from policy.presenters.document import ClauseRow, clause_rows
from policy.queries import versions as queries
from policy.validity import Validity, validity
from policy.workflow import Verb, verbs
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words

ALLOWS: dict[Verb, Permission] = {
    Verb.PROPOSE: Permission.EDIT_POLICY,
    Verb.TAKE_BACK: Permission.EDIT_POLICY,
    Verb.RECORD: Permission.EDIT_POLICY,
    Verb.WITHDRAW: Permission.EDIT_POLICY,
    Verb.CONFIRM: Permission.CONFIRM_RATIFICATION,
    Verb.DISPUTE: Permission.CONFIRM_RATIFICATION,
}
"""Who takes which step; the guards of the views say the same."""

SAID: dict[str, Words] = {
    Verb.PROPOSE: _("put it before the governors"),
    Verb.TAKE_BACK: _("took it back to change it"),
    Verb.RECORD: _("recorded that the governors ratified it"),
    Verb.CONFIRM: _("confirmed the ratification"),
    Verb.DISPUTE: _("objected to the record"),
    Verb.WITHDRAW: _("withdrew it"),
    Verb.ADOPT: _("took it over as ratified on paper"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A line in the list of versions; ``earlier`` is the one to compare it with."""

    version: PolicyVersion
    validity: Validity
    earlier: PolicyVersion | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a version's history, as the timeline shows it."""

    at: datetime
    who: str
    sentence: Words
    comment: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Typed:
    """The forms as somebody sent them, and why it could not be done."""

    proposing: Form | None = None
    recording: Form | None = None
    disputing: Form | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version to read and to act on; ``may`` holds codes like "take_back"."""

    version: PolicyVersion
    validity: Validity
    clauses: tuple[ClauseRow, ...]
    history: list[Entry]
    may: frozenset[str]
    own_record: bool
    compare_with: PolicyVersion | None
    proposing: Form
    recording: Form
    disputing: Form
    confirming: Form
    problem: str = ""
    editable: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Ratification:
    """Who ratified the version in force: ``confirmed_by`` is empty where it was on paper."""

    validity: Validity
    confirmed_by: str


def ratification(version: PolicyVersion, today: date) -> Ratification:
    """How the version in force came into force, and where it stands."""
    confirmed_by = version.steps.of(Verb.CONFIRM).values_list("by__name", flat=True).last()
    return Ratification(validity(version, version, today), confirmed_by or "")


def listed(versions: Iterable[PolicyVersion], today: date) -> list[Listed]:
    """The versions, the latest first, each with its state."""
    latest_first = sorted(versions, key=lambda one: -one.number)
    if not latest_first:
        return []
    counts = queries.counting(latest_first[0].school, today)
    followed = [*pairwise(latest_first), (latest_first[-1], None)]
    return [Listed(one, validity(one, counts, today), earlier) for one, earlier in followed]


def page(
    version: PolicyVersion, place: Membership, today: date, typed: Typed | None = None
) -> VersionPage:
    """The page of a version for this person; ``typed`` is what they sent and was refused."""
    typed = typed or Typed()
    counts = queries.counting(version.school, today)
    may = permitted(version, place)
    seen = version.steps.last_id()
    return VersionPage(
        version=version,
        validity=validity(version, counts, today),
        clauses=clause_rows(version),
        history=[_entry(step) for step in version.steps.told()],
        may=may,
        own_record="dispute" in may and "confirm" not in may,
        compare_with=_comparable(version, counts),
        proposing=typed.proposing
        or ProposeForm(initial={"revision": version.revision, "summary": version.summary}),
        recording=typed.recording or RecordForm(initial={"in_force_from": today, "seen": seen}),
        disputing=typed.disputing or DisputeForm(),
        confirming=ConfirmForm(initial={"seen": seen}),
        problem=typed.problem,
        editable=Verb.PROPOSE.value in may,
    )


def permitted(version: PolicyVersion, place: Membership) -> frozenset[str]:
    """The steps open to this person now, as codes; nobody confirms their own record."""
    open_now = {
        verb
        for verb in verbs(version.state)
        if verb in ALLOWS and ALLOWS[verb] in place.permissions
    }
    if Verb.CONFIRM in open_now:
        recorders = version.steps.of(Verb.RECORD).values_list("by", flat=True)
        if recorders.last() == place.person_id:
            open_now.discard(Verb.CONFIRM)
    return frozenset(verb.replace(" ", "_") for verb in open_now)


def _comparable(version: PolicyVersion, counts: PolicyVersion | None) -> PolicyVersion | None:
    """The version in force, or the one it was begun from where it is in force itself."""
    if counts is not None and counts.pk != version.pk and not version.superseded_by(counts):
        return counts
    return version.based_on


def _entry(step: Step) -> Entry:
    who = step.by.name if step.by else gettext("The platform")
    return Entry(step.at, who, SAID[step.verb], step.comment)
