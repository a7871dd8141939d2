"""Keeping an approved picture for reuse, using it, and ending that."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import day_of
from consent.models import Photo
from moderation.drafts import reuse
from moderation.drafts.actions import photos
from moderation.drafts.errors import Refusal
from moderation.drafts.facts import group_in_force
from moderation.drafts.models import LibraryPicture, LibraryTerms, Post, PostPhoto
from moderation.drafts.pictured import pictured
from moderation.drafts.reuse import Bar
from moderation.drafts.shelving import record
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.words import Words

KEEPABLE = frozenset({State.SCHEDULED, State.BY_HAND, State.POSTED})
"""Approved, and not on the way to X at this moment or on the way down."""

REFUSALS: dict[Bar, Words] = {
    Bar.GONE: _("That picture was deleted. Please choose another."),
    Bar.RETIRED: _("That picture was taken out of the library. Please choose another."),
    Bar.ENDED: _("The use-by date of that picture has passed. A reviewer may extend it."),
    Bar.TOO_OLD: _("That picture is as old as the school keeps photos. Please choose another."),
    Bar.NOT_NOW: _("That picture may not be used now. Please choose another."),
}


class NotApproved(Refusal):
    """It is not in a post that is approved."""


class AlreadyKept(Refusal):
    """It is in the library."""


class NotToBeKept(Refusal):
    """Who is in it is not known, or somebody in it may not be shown."""


class UseByNotPossible(Refusal):
    """The day is in the past, or later than the consents or the retention allow."""


class MayNotBeUsed(Refusal):
    """It may not be used today; of the children in it no reason is given."""


class AlreadyInPost(Refusal):
    """The draft has it."""


def keep(
    *,
    placed: PostPhoto,
    title: str,
    occasion: str,
    use_by: date,
    by: Person,
    now: datetime,
) -> LibraryPicture:
    """Keep a picture of an approved post as it was approved, until that day.

    Raises ``NotApproved``, ``AlreadyKept``, ``NotToBeKept``, ``UseByNotPossible``.
    """
    with transaction.atomic():
        row = _approved(placed)
        if LibraryPicture.objects.shelved().filter(photo=row.photo_id).exists():
            raise AlreadyKept(gettext("This picture is in the library already."))
        _refuse_unfit(row, day_of(now))
        _refuse_day(use_by, row, day_of(now))
        kept = LibraryPicture.objects.create(
            school_id=row.school_id,
            photo=row.photo,
            post=row.post,
            sha256=row.photo.sha256,
            title=title,
            occasion=occasion,
            alt_text=row.alt_text,
            shows_pupils=row.shows_pupils,
            pupils_counted=row.pupils_counted,
            source=row.source,
            declared=row.declared,
            kept_by=by,
            kept_at=now,
            use_by=use_by,
            use_by_set_on=day_of(now),
        )
        record(kept, "library.kept", by, now)
    return kept


def use(*, picture: LibraryPicture, post: Post, by: Person, now: datetime) -> PostPhoto:
    """Put it at the end of the author's own draft, with all that was said of it. The register is
    asked in this moment.

    Raises ``MayNotBeUsed``, ``AlreadyInPost``, and what adding any photo raises.
    """
    with transaction.atomic():
        post, position = photos.place_in(post, by, now)
        held = _locked(picture)
        bar = reuse.bars(post.school, [held], day_of(now)).get(held.pk)
        if bar is not None:
            raise MayNotBeUsed(REFUSALS[bar])
        if post.post_photos.filter(photo=held.photo_id).exists():
            raise AlreadyInPost(gettext("That picture is in this post already."))
        placed = held.as_placed()
        placed.post, placed.position = post, position
        placed.save()
        audit.record(
            school_id=post.school_id,
            by=by.pk,
            verb="library.used",
            subject=held,
            details={"post": post.pk, "position": position},
            at=now,
        )
    return placed


def extend(*, picture: LibraryPicture, use_by: date, by: Person, now: datetime) -> None:
    """Another use-by date, for which the consents of today are asked anew.

    Raises ``MayNotBeUsed``, ``NotToBeKept``, ``UseByNotPossible``.
    """
    with transaction.atomic():
        held = _locked(picture)
        if held.retired_at is not None or held.gone_at is not None:
            raise MayNotBeUsed(REFUSALS[Bar.GONE if held.gone_at else Bar.RETIRED])
        row, day = held.as_placed(), day_of(now)
        _refuse_unfit(row, day)
        _refuse_day(use_by, row, day)
        held.use_by, held.use_by_set_on = use_by, day
        held.save(update_fields=["use_by", "use_by_set_on"])
        record(held, "library.extended", by, now)


def retire(*, picture: LibraryPicture, by: Person, now: datetime) -> None:
    """Take it out of the library; posts that have it keep it. A second time changes nothing."""
    with transaction.atomic():
        held = _locked(picture)
        if held.retired_at is None and held.gone_at is None:
            held.retired_at, held.retired_by = now, by
            held.save(update_fields=["retired_at", "retired_by"])
            record(held, "library.retired", by, now)


@transaction.atomic
def choose_terms(
    *,
    school: School,
    pupil_months: int,
    other_months: int,
    delete_after_days: int,
    repeat_days: int,
    by: Person,
    now: datetime,
) -> LibraryTerms:
    """From now on these dates are proposed, and these days counted."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    chosen = {
        "pupil_months": pupil_months,
        "other_months": other_months,
        "delete_after_days": delete_after_days,
        "repeat_days": repeat_days,
    }
    terms, _created = LibraryTerms.objects.update_or_create(school=school, defaults=chosen)
    audit.record(
        school_id=school.pk,
        by=by.pk,
        verb="library.terms_changed",
        subject=terms,
        details={**chosen},
        at=now,
    )
    return terms


def _approved(placed: PostPhoto) -> PostPhoto:
    """The picture where it stands now, its post and its photo locked. Raises ``NotApproved``."""
    post = lock(placed.post)
    row = post.post_photos.select_related("school", "photo").filter(pk=placed.pk).first()
    is_approved = post.decisions.filter(verdict="approve").exists()
    if row is None or post.state not in KEEPABLE or not is_approved:
        raise NotApproved(
            gettext("Only a picture of a post that is approved can be kept for reuse.")
        )
    row.post = post
    row.photo = Photo.objects.select_for_update(no_key=True).get(pk=row.photo_id)
    return row


def _locked(picture: LibraryPicture) -> LibraryPicture:
    """The entry as it is now; its photo can't be deleted meanwhile."""
    held = LibraryPicture.objects.select_for_update().select_related("school").get(pk=picture.pk)
    held.photo = Photo.objects.select_for_update(no_key=True).get(pk=held.photo_id)
    return held


def _refuse_unfit(row: PostPhoto, day: date) -> None:
    if row.photo.state != Photo.State.READY:
        raise NotToBeKept(gettext("This picture was deleted, so it cannot be kept."))
    if not reuse.fits(row, pictured([row], day), group_in_force(row.school)):
        raise NotToBeKept(
            gettext(
                "This picture cannot be kept for reuse now: it is not known who is in "
                "it, or somebody in it may not be shown today."
            )
        )


def _refuse_day(use_by: date, row: PostPhoto, day: date) -> None:
    latest = reuse.last_use_by(row, day)
    if latest < day:
        raise UseByNotPossible(gettext("This picture is as old as the school keeps pictures."))
    if not day <= use_by <= latest:
        raise UseByNotPossible(
            gettext(
                "Choose a day from today to {day}: for this picture that is as far as the "
                "consents and the school’s retention reach."
            ).format(day=date_format(latest, "j F Y"))
        )
