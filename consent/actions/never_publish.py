"""Protecting a child from ever being shown, and reading why. For safeguarding leads alone.

Who may do so is asked again here, below every page: a reason opened by anybody else cannot be
closed again.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from consent.actions import answers
from consent.errors import Refusal
from consent.models import NeverPublish, Pupil, RegisterChange
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.sealed import BadKey, Box, Unreadable

LONGEST_REASON = 2000
_PURPOSE = "never-publish"


class NotALead(Refusal):
    """Only a safeguarding lead of the school protects a child or reads why."""


class ReasonMissing(Refusal):
    """Setting and lifting are explained."""


class AlreadySo(Refusal):
    """Somebody was faster, or the page is an old one."""


class ReasonShut(Refusal):
    """The reason cannot be sealed or opened with the keys of this installation."""


def protect(*, pupil: Pupil, reason: str, by: Person, now: datetime) -> NeverPublish:
    """From now on the child is never shown, whatever its family answers.

    Raises ``NotALead``, ``ReasonMissing``, ``AlreadySo``, ``ReasonShut``.
    """
    return _say(pupil, reason, by, now, is_set=True)


def lift(*, pupil: Pupil, reason: str, by: Person, now: datetime) -> NeverPublish:
    """What the family answers counts again. Raises as ``protect``."""
    return _say(pupil, reason, by, now, is_set=False)


@transaction.atomic
def read_reason(*, entry: NeverPublish, by: Person, now: datetime) -> str:
    """The reason in words; who read it is on record. Raises ``NotALead``, ``ReasonShut``."""
    _refuse_others(by)
    try:
        words = _box().open(entry.reason, entry.school_id, entry.pupil_id)
    except Unreadable:
        raise ReasonShut(
            gettext(
                "This reason cannot be opened here. Ask whoever runs the installation "
                "whether one of its keys was changed."
            )
        ) from None
    audit.record(
        school_id=entry.school_id,
        by=by.pk,
        verb="never_publish.read",
        subject=entry,
        at=now,
    )
    return words


@transaction.atomic
def _say(pupil: Pupil, reason: str, by: Person, now: datetime, *, is_set: bool) -> NeverPublish:
    _refuse_others(by)
    words = reason.strip()
    if not words:
        raise ReasonMissing(gettext("Write down why. Only safeguarding leads can read it."))
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if _is_set(pupil) is is_set:
        raise AlreadySo(
            gettext("This child is protected already. The history below says since when.")
            if is_set
            else gettext("The protection of this child has been lifted already.")
        )
    entry = NeverPublish.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        is_set=is_set,
        reason=_box().seal(words[:LONGEST_REASON], pupil.school_id, pupil.pk),
        by=by,
        at=now,
    )
    answers.note_change(pupil=pupil, kind=RegisterChange.Kind.NEVER_PUBLISH, now=now)
    audit.record(
        school_id=pupil.school_id,
        by=by.pk,
        verb="never_publish.set" if is_set else "never_publish.lifted",
        subject=entry,  # and not the child: others read the record too
        at=now,
    )
    return entry


def _is_set(pupil: Pupil) -> bool:
    last = NeverPublish.objects.filter(pupil=pupil).order_by("-id").first()
    return bool(last and last.is_set)


def _refuse_others(by: Person) -> None:
    if not Membership.objects.able_to(Permission.NEVER_PUBLISH).filter(person=by).exists():
        raise NotALead(gettext("Only a safeguarding lead of the school can do this."))


def _box() -> Box:
    try:
        return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
    except BadKey:
        raise ReasonShut(
            gettext(
                "Reasons cannot be kept safe yet: this installation has no key to seal "
                "them with. Ask whoever runs it to set TOKEN_KEYS."
            )
        ) from None
