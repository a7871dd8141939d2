"""Keeping filters of lists for oneself: nobody else sees them, and they open nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import filter_names, filtering, queries
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import KeptFilter, Membership
from schoolsocial.audit import actions as audit


class TooMany(Refusal):
    sentence = format_lazy(
        _(
            "You keep {most} filters of this list, and that is as many as it holds. "
            "Delete one you no longer use, then keep this one."
        ),
        most=filtering.MOST,
    )


class NameTaken(Refusal):
    sentence = _("You have a filter with this name on this list. Give it another name.")


class KeptAlready(Refusal):
    sentence = _("You keep this very filter already, under another name. Rename that one instead.")


class AsItComes(Refusal):
    sentence = _("The list is shown as it comes. Choose what it should show, then keep that.")


@transaction.atomic
def keep(
    *, place: Membership, listed: str, query: str, name: str, begins: bool, now: datetime
) -> KeptFilter:
    """Keep what a list was asked for, under a name of one's own.

    Raises ``AsItComes``, ``TooMany``, ``NameTaken``, ``KeptAlready``, ``NoKey``.
    """
    if not query:
        raise AsItComes
    rows = _locked(place, listed)
    if len(rows) >= filtering.MOST:
        raise TooMany
    if any(row.query == query for row in rows):
        raise KeptAlready
    sealed = _sealed(place, listed, name, rows)
    if begins:
        _end_beginning(place, listed)
    kept = KeptFilter.objects.create(
        school=place.school,
        person_id=place.person_id,
        listed=listed,
        name=sealed,
        query=query,
        begins=begins,
        kept_at=now,
    )
    _record("filter.kept", kept, now)
    return kept


@transaction.atomic
def rename(*, place: Membership, kept: KeptFilter, name: str, now: datetime) -> None:
    """Raises ``NameTaken``, ``NoKey``."""
    others = [row for row in _locked(place, kept.listed) if row.pk != kept.pk]
    kept.name = _sealed(place, kept.listed, name, others)
    kept.save(update_fields=["name"])
    _record("filter.renamed", kept, now)


@transaction.atomic
def begin_with(*, place: Membership, kept: KeptFilter, begins: bool, now: datetime) -> None:
    """Have the list begin with this one, or as it comes again."""
    _locked(place, kept.listed)
    _end_beginning(place, kept.listed)
    kept.begins = begins
    kept.save(update_fields=["begins"])
    _record("filter.begins" if begins else "filter.begins_no_more", kept, now)


@transaction.atomic
def delete(*, kept: KeptFilter, now: datetime) -> None:
    _record("filter.deleted", kept, now)
    kept.delete()


def forget_all(*, place: Membership) -> None:
    """Let go of what somebody kept who leaves the school."""
    queries.filters_of(place).delete()


def _locked(place: Membership, listed: str) -> list[KeptFilter]:
    """What is kept of the list, with the person's place held, so that two requests count alike."""
    Membership.objects.select_for_update(of=("self",)).get(pk=place.pk)
    return list(queries.filters_of(place).on(listed))


def _sealed(place: Membership, listed: str, name: str, others: list[KeptFilter]) -> bytes:
    if name.casefold() in {filter_names.shown(one).casefold() for one in others}:
        raise NameTaken
    return filter_names.seal(
        name, school_id=place.school_id, person_id=place.person_id, listed=listed
    )


def _end_beginning(place: Membership, listed: str) -> None:
    queries.filters_of(place).on(listed).filter(begins=True).update(begins=False)


def _record(verb: str, kept: KeptFilter, now: datetime) -> None:
    audit.record(
        school_id=kept.school_id,
        by=kept.person_id,
        verb=verb,
        subject=kept,
        details={"list": kept.listed},
        at=now,
    )
