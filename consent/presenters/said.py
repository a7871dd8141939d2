"""Answers, limits and people in words."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from consent.models import Answer, Consent, Guardianship, Limit


def limits_in_words(limits: Collection[str]) -> str:
    """“without the name, only in a group”; in the order they are always told."""
    told = [str(limit.label) for limit in Limit if limit.value in limits]
    return ", ".join(words[:1].lower() + words[1:] for words in told)


def answered(consent: Consent) -> str:
    """“Yes, with limits: only in a group”."""
    if consent.is_withdrawal:
        return gettext("Withdrawn")
    label = str(Answer(consent.answer).label)
    return f"{label}: {limits_in_words(consent.limits)}" if consent.limits else label


def giver(consent: Consent) -> str:
    """Who gave it, and what they were to the child that day."""
    if consent.guardian is None:
        return gettext("The child")
    relationship = Guardianship.Relationship(consent.relationship).label.lower()
    if consent.parental_responsibility:
        return f"{consent.guardian.name} ({relationship})"
    return gettext("{name} ({relationship}, without parental responsibility)").format(
        name=consent.guardian.name, relationship=relationship
    )


def recorder(consent: Consent) -> str:
    return consent.recorded_by.name if consent.recorded_by else gettext("the family itself")


def carer(held: Guardianship) -> str:
    """“Bea Brown (mother)”."""
    relationship = Guardianship.Relationship(held.relationship).label.lower()
    return f"{held.guardian.name} ({relationship})"


def when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return gettext("{day} at {time}").format(day=date_format(local, "j F Y"), time=f"{local:%H:%M}")
