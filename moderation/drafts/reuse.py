"""Whether a picture of the library may be used on a day, and until when it may be kept.

Nothing of it is stored. The register is asked each time, by the same query that approval and
sending ask, so that a withdrawal, a child who left or a corrected face counts at once.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.db.models import Min

from consent.academic_year import academic_year, day_of, last_day, months_after
from consent.models import Consent, Photo
from consent.queries.accounted import Account
from consent.queries.disposals import retention_of
from moderation.drafts.facts import group_in_force, photo_of
from moderation.drafts.models import LibraryPicture, LibraryTerms, PostPhoto
from moderation.drafts.pictured import Pictured, pictured
from schoolsocial.accounts.models import School


class Bar(StrEnum):
    """Why a picture may not be used. Of the children in it no more than ``NOT_NOW`` is ever said:
    which of them it is, and why, is nobody's to read here."""

    GONE = "gone"
    RETIRED = "retired"
    ENDED = "ended"
    TOO_OLD = "too-old"
    NOT_NOW = "not-now"


def bars(school: School, pictures: Collection[LibraryPicture], day: date) -> dict[int, Bar]:
    """Why each of these may not be used on that day, by its id; no key where it may. Their photos
    are at hand; ten queries for all of them at most."""
    months = retention_of(school).picture_months if pictures else 0
    found = {one.pk: bar for one in pictures if (bar := _by_itself(one, day, months)) is not None}
    rows = {one.pk: one.as_placed() for one in pictures if one.pk not in found}
    if rows:
        shown, group = pictured(rows.values(), day), group_in_force(school)
        found |= {pk: Bar.NOT_NOW for pk, row in rows.items() if not fits(row, shown, group)}
    return found


def fits(row: PostPhoto, shown: Pictured, group: int) -> bool:
    """Whether it is known who is in it and all of them may be shown: a child nobody named is one
    whose consent nobody can ask for again."""
    account = shown.of(row.photo)
    if not account.is_known or account.unsaid:
        return False
    agreed = photo_of(row, shown, group).consented
    if agreed is None:
        return row.shows_pupils is False and not account.pupils
    return agreed


def has_pupils(row: PostPhoto, account: Account) -> bool:
    """Whether it may show a pupil: it does unless its author said that it does not."""
    return row.shows_pupils is not False or bool(account.pupils)


def last_use_by(row: PostPhoto, day: date) -> date:
    """The last use-by date that may be decided on that day: within the school's retention and, with
    pupils, within the academic year and the consents relied on."""
    latest = _oldest(row.photo, retention_of(row.school).picture_months)
    shown = pictured([row], day)
    if not has_pupils(row, shown.of(row.photo)):
        return latest
    relied = {pk for standing in shown.standings.values() for pk in standing.relied_on}
    consents = Consent.objects.filter(pk__in=relied).aggregate(first=Min("expires_on"))["first"]
    return min(latest, last_day(academic_year(day)), consents or date.max)


def proposed_use_by(row: PostPhoto, day: date) -> date:
    """What the school's terms propose on that day, as far as it may be."""
    terms, latest = terms_of(row.school), last_use_by(row, day)
    shows = has_pupils(row, pictured([row], day).of(row.photo))
    return min(months_after(day, terms.pupil_months if shows else terms.other_months), latest)


def terms_of(school: School) -> LibraryTerms:
    """As the school chose them, or the usual."""
    return LibraryTerms.objects.filter(school=school).first() or LibraryTerms(school=school)


def _by_itself(picture: LibraryPicture, day: date, months: int) -> Bar | None:
    """The school may keep pictures for fewer months than when the use-by date was chosen."""
    if picture.gone_at is not None or picture.photo.state != Photo.State.READY:
        return Bar.GONE
    if picture.retired_at is not None:
        return Bar.RETIRED
    if picture.use_by < day:
        return Bar.ENDED
    return Bar.TOO_OLD if _oldest(picture.photo, months) < day else None


def _oldest(photo: Photo, months: int) -> date:
    """The last day of a picture by the school's retention."""
    return months_after(day_of(photo.uploaded_at), months)
