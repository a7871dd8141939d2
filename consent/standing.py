"""Whether a child may be shown for one purpose on one day, and why: the register's one judgement.

Pure: answers in, judgement out. What decides, the strictest first:

1. a child who has left, or whom the safeguarding lead protects, is not shown;
2. of each person who answered only the last answer counts (a paper of September that is typed in
   November undoes no withdrawal of October), and only in its own academic year up to
   its last day: **no reply is no, lapsed is no**; a yes put on record before the child joined, or
   came back, is of an earlier stay and has lapsed too;
3. a no protects whoever gives it, the child too; a yes counts only from who has parental
   responsibility;
4. where two people disagree both answers stay on record and the most protective counts.

Sources: UK GDPR Articles 4(11) and 7; ICO, *Children and the UK GDPR*; the seeds' "adhere to this
list" (S10).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year, day_of
from schoolsocial.words import Words

YES, LIMITED, NO = "yes", "limited", "no"


class Reason(StrEnum):
    """Why the judgement is what it is. For office screens; teachers see the verdict alone."""

    AGREED = "agreed"
    AGREED_WITH_LIMITS = "agreed-with-limits"
    NO_REPLY = "no-reply"
    LAPSED = "lapsed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CHILD_REFUSED = "child-refused"
    CONFLICT = "conflict"
    NO_RESPONSIBILITY = "no-responsibility"
    DO_NOT_PUBLISH = "do-not-publish"
    LEFT = "left"


SENTENCES: dict[Reason, Words] = {
    Reason.AGREED: _("The family said yes."),
    Reason.AGREED_WITH_LIMITS: _("The family said yes, with limits."),
    Reason.NO_REPLY: _("The family has not replied yet, which counts as no."),
    Reason.LAPSED: _("The answer was for an earlier year or stay and has lapsed. Ask again."),
    Reason.REFUSED: _("The family said no."),
    Reason.WITHDRAWN: _("The family withdrew its consent."),
    Reason.CHILD_REFUSED: _("The child does not want to be shown."),
    Reason.CONFLICT: _("Two answers disagree, so the more protective one counts."),
    Reason.NO_RESPONSIBILITY: _("Nobody with parental responsibility has said yes."),
    Reason.DO_NOT_PUBLISH: _("Do not publish."),
    Reason.LEFT: _("The child has left the school."),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it stands on record. ``giver`` is a guardian's id, None for the child."""

    id: int
    giver: int | None
    answer: str
    limits: frozenset[str]
    parental_responsibility: bool
    academic_year: int
    given_on: date
    expires_on: date
    is_withdrawal: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """May this child be shown, and why. ``relied_on`` are the answers that were decisive."""

    may_be_shown: bool
    reason: Reason
    limits: frozenset[str] = frozenset()
    relied_on: tuple[int, ...] = ()
    is_conflict: bool = False

    @property
    def sentence(self) -> Words:
        """The reason, for those who keep the register."""
        return SENTENCES[self.reason]


def judge(
    answers: Iterable[Given],
    *,
    day: date,
    left_on: date | None = None,
    joined_on: date | None = None,
    never_publish: bool = False,
) -> Standing:
    """The one judgement for one child and one purpose on that day."""
    if left_on is not None and left_on < day:
        return Standing(may_be_shown=False, reason=Reason.LEFT)
    if never_publish:
        return Standing(may_be_shown=False, reason=Reason.DO_NOT_PUBLISH)
    given = [answer for answer in answers if answer.given_on <= day]
    if not given:
        return Standing(may_be_shown=False, reason=Reason.NO_REPLY)
    current = [answer for answer in _latest(given) if _counts(answer, day, joined_on)]
    if not current:
        return Standing(may_be_shown=False, reason=Reason.LAPSED)
    return _weigh(current)


def _latest(answers: Iterable[Given]) -> list[Given]:
    """The last answer of each person. A yes that was written down late undoes no later no."""
    last: dict[int | None, Given] = {}
    for answer in sorted(answers, key=lambda answer: (answer.recorded_at, answer.id)):
        before = last.get(answer.giver)
        if before and before.answer == NO != answer.answer and answer.given_on < before.given_on:
            continue
        last[answer.giver] = answer
    return list(last.values())


def _counts(answer: Given, day: date, joined_on: date | None) -> bool:
    """A no protects until it expires, whatever happened since."""
    if answer.expires_on < day:
        return False
    if answer.answer == NO:
        return True
    is_of_this_stay = joined_on is None or day_of(answer.recorded_at) >= joined_on
    return is_of_this_stay and answer.academic_year == academic_year(day)


def _weigh(current: Collection[Given]) -> Standing:
    refusals = [answer for answer in current if answer.answer == NO]
    agreed = [
        answer for answer in current if answer.answer != NO and answer.parental_responsibility
    ]
    if refusals:
        return Standing(
            may_be_shown=False,
            reason=_refusal(refusals, agreed),
            relied_on=_ids(refusals),
            is_conflict=bool(agreed),
        )
    if not agreed:
        return Standing(
            may_be_shown=False, reason=Reason.NO_RESPONSIBILITY, relied_on=_ids(current)
        )
    limits = frozenset(limit for answer in current for limit in answer.limits)
    reason = Reason.AGREED_WITH_LIMITS if limits else Reason.AGREED
    return Standing(
        may_be_shown=True,
        reason=reason,
        limits=limits,
        relied_on=_ids(agreed),
        is_conflict=len({(answer.answer, answer.limits) for answer in agreed}) > 1,
    )


def _refusal(refusals: Collection[Given], agreed: Collection[Given]) -> Reason:
    if any(answer.giver is None for answer in refusals):
        return Reason.CHILD_REFUSED
    if agreed:
        return Reason.CONFLICT
    if all(answer.is_withdrawal for answer in refusals):
        return Reason.WITHDRAWN
    return Reason.REFUSED


def _ids(answers: Iterable[Given]) -> tuple[int, ...]:
    return tuple(sorted(answer.id for answer in answers))
