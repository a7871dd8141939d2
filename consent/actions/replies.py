"""A family's own answers, given on the family page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from consent.academic_year import day_of
from consent.actions import answers, campaigns
from consent.errors import Refusal
from consent.models import Answer, Consent, FamilyLink, FamilyMessage, Guardian, Pupil, Purpose
from consent.queries import own_answers
from consent.queries.families import family_of
from consent.queries.own_answers import Own
from schoolsocial.audit import actions as audit


class Over(Refusal):
    """The link was revoked meanwhile, or first answers are no longer taken."""


class ChangedMeanwhile(Refusal):
    """Somebody answered with the same link since the page was shown."""


class NotTheirs(Refusal):
    """An answer for a child this parent or carer cannot consent for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one child and one purpose."""

    pupil: Pupil
    purpose: Purpose
    answer: Answer
    limits: frozenset[str] = field(default_factory=frozenset)


def give(
    *, link: FamilyLink, choices: Sequence[Choice], language: str, seen: int, now: datetime
) -> int:
    """Record what differs from the answers that stand; how many answers that is.

    ``seen`` is the last answer on the sender's screen. Raises ``Over``, ``ChangedMeanwhile``,
    ``NotTheirs``.
    """
    with transaction.atomic():
        held = _locked(link, now)
        pupils = _refuse_others(held, choices, now)
        if own_answers.last_seen(held, pupils) != seen:
            raise ChangedMeanwhile(gettext("Somebody answered with this link meanwhile."))
        standing = own_answers.standing(held, pupils)
        new = [one for one in choices if _differs(one, standing)]
        for choice in new:
            _record(held, choice, standing.get(_place(choice)), language, now)
        if new or held.answered_at is None:
            _answered(held, len(new), now)
    return len(new)


def take_back(
    *, link: FamilyLink, pupil_id: int | None, purpose: str, language: str, now: datetime
) -> int:
    """Turn each agreement that stands into a no, at once: of one child and purpose, or of all where
    ``pupil_id`` is None. Raises ``Over``.
    """
    with transaction.atomic():
        held = _live(link, now)
        children = family_of(held.guardian, day_of(now)).children
        pupils = {one.pupil.pk: one.pupil for one in children}
        purposes = {one.code: one for one in own_answers.purposes(held.campaign)}
        standing = own_answers.standing(held, pupils)
        ended = [
            Choice(pupils[pupil], purposes[code], Answer.NO)
            for (pupil, code), own in standing.items()
            if own.agrees
            and code in purposes
            and pupil_id in {None, pupil}
            and purpose in {"", code}
        ]
        for choice in ended:
            _record(held, choice, standing[_place(choice)], language, now)
        if ended:
            _answered(held, len(ended), now)
    return len(ended)


def _locked(link: FamilyLink, now: datetime) -> FamilyLink:
    held = _live(link, now)
    if not held.may_answer(day_of(now)):
        raise Over(gettext("This link can no longer be used to answer."))
    return held


def _live(link: FamilyLink, now: datetime) -> FamilyLink:
    """For taking consent back a campaign need not be open: that must stay as easy as giving it."""
    live = FamilyLink.objects.live(now).select_for_update(of=("self",))
    held = live.select_related("guardian", "campaign__wording").filter(pk=link.pk).first()
    if held is None:
        raise Over(gettext("This link can no longer be used to answer."))
    return held


def _refuse_others(link: FamilyLink, choices: Sequence[Choice], now: datetime) -> list[int]:
    """The family's children, once it is certain that each choice is for one of them.

    A yes needs parental responsibility. A no protects whoever gives it.
    """
    guardian: Guardian = link.guardian
    children = family_of(guardian, day_of(now)).children
    may_agree = {one.pupil.pk: one.may_consent for one in children}
    asked = set(link.campaign.asked())
    if not all(_may_give(one, may_agree) and one.purpose.code in asked for one in choices):
        raise NotTheirs(
            gettext("Only somebody with parental responsibility can answer for a child.")
        )
    return [one.pupil.pk for one in children]


def _may_give(choice: Choice, may_agree: Mapping[int, bool]) -> bool:
    if choice.answer == Answer.NO:
        return choice.pupil.pk in may_agree
    return may_agree.get(choice.pupil.pk, False)


def _place(choice: Choice) -> tuple[int, str]:
    return choice.pupil.pk, choice.purpose.code


def _differs(choice: Choice, standing: dict[tuple[int, str], Own]) -> bool:
    return standing.get(_place(choice)) != Own(choice.answer, choice.limits)


def _record(
    link: FamilyLink, choice: Choice, before: Own | None, language: str, now: datetime
) -> None:
    ended = choice.answer == Answer.NO and before is not None and before.agrees
    reply = answers.Reply(
        answer=choice.answer,
        given_on=day_of(now),
        method=Consent.Method.ONLINE,
        guardian=link.guardian,
        limits=choice.limits,
        wording=link.campaign.wording,
        language=language,
        is_withdrawal=ended,
    )
    answers.record(pupil=choice.pupil, purpose=choice.purpose, reply=reply, by=None, now=now)


def _answered(link: FamilyLink, number: int, now: datetime) -> None:
    link.answered_at = link.answered_at or now
    link.save(update_fields=["answered_at"])
    audit.record(
        school_id=link.school_id,
        by=None,
        verb="family_link.answered",
        subject=link,
        details={"answers": number},
        at=now,
    )
    receipts = FamilyMessage.objects.waiting().filter(link=link, kind=FamilyMessage.Kind.RECEIPT)
    if link.guardian.email and not receipts.exists():
        FamilyMessage.objects.create(
            school_id=link.school_id,
            link=link,
            kind=FamilyMessage.Kind.RECEIPT,
            day=day_of(now),
            queued_at=now,
        )
        campaigns.ring_for_mails(link.school_id)
