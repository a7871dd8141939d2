"""A school's own letters, and filling one in. The software sends none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.incidents import letters, record
from moderation.incidents.errors import Refusal
from moderation.incidents.letters import LONGEST_LETTER, Template
from moderation.incidents.models import Entry, Incident, OwnLetter
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


class BadWords(Refusal):
    """A letter has words, not too many, and nothing in braces that nobody can fill."""


def change(
    *, school: School, template: Template, words: str, by: Person, now: datetime
) -> OwnLetter:
    """The school's own words from now on. Raises ``BadWords``."""
    said = words.replace("\r\n", "\n").strip()
    if not 0 < len(said) <= LONGEST_LETTER:
        raise BadWords(
            gettext("A letter has 1 to {most} characters.").format(most=f"{LONGEST_LETTER:,}")
        )
    try:
        letters.refuse_unknown(said)
    except letters.UnknownName as unknown:
        raise BadWords(
            gettext(
                "Nobody can fill in {name}. Use one of the names listed below, or leave it out."
            ).format(name=f"{{{unknown}}}")
        ) from None
    with transaction.atomic():
        own, _ = OwnLetter.objects.update_or_create(
            school=school,
            code=template.code,
            defaults={"words": said, "changed_by": by, "changed_at": now},
        )
        _record("incident.letter_changed", own, by, now)
    return own


def restore(*, own: OwnLetter, by: Person, now: datetime) -> None:
    """The shipped words count again."""
    with transaction.atomic():
        _record("incident.letter_restored", own, by, now)
        own.delete()


def note_filled(*, incident: Incident, template: Template, by: Person, now: datetime) -> None:
    """Put on record that somebody is about to see this letter filled in."""
    with transaction.atomic():
        record.add(incident, Entry.Kind.LETTER, by=by, now=now, what=template.code)


def _record(verb: str, own: OwnLetter, by: Person, now: datetime) -> None:
    audit.record(
        school_id=own.school_id,
        by=by.pk,
        verb=verb,
        subject=own,
        details={"letter": own.code},
        at=now,
    )
