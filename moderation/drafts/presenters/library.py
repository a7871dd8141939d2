"""The library, one picture of it, and choosing one for a draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from consent.academic_year import day_of
from consent.models import Photo
from consent.standing import SENTENCES
from moderation.drafts import reuse, settling
from moderation.drafts.facts import group_in_force
from moderation.drafts.forms.library import (
    ENDED,
    ENDING,
    ENDING_DAYS,
    RETIRED,
    ExtendForm,
    KeepForm,
    SearchForm,
)
from moderation.drafts.models import LibraryPicture, Post, PostPhoto
from moderation.drafts.models.library import LibraryPictureQuerySet
from moderation.drafts.pictured import pictured, pupils_together
from moderation.drafts.presenters import told
from moderation.drafts.queries import library as queries
from moderation.drafts.reuse import Bar
from moderation.drafts.said import Said
from moderation.drafts.workflow import ON_X
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture in the grid; ``stands`` says that it can be used today, or why not."""

    picture: LibraryPicture
    usable: bool
    stands: str
    ends: str
    used: str

    @property
    def is_there(self) -> bool:
        return self.picture.photo.state == Photo.State.READY


@dataclass(frozen=True, slots=True)
class Library:
    """A page of the grid; ``endings`` are sentences for whoever may extend a date."""

    tiles: tuple[Tile, ...]
    previous: str
    next: str
    form: SearchForm
    endings: tuple[str, ...] = ()
    sets_terms: bool = False

    @property
    def sifted(self) -> bool:
        """Whether something was searched or chosen."""
        return bool(self.form.words() or self.form.shown())


@dataclass(frozen=True, slots=True)
class Use:
    """A post that has the picture; ``open`` says that the reader may open it."""

    post: Post
    when: str
    open: bool


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One picture with where it was used and what the reader may do about it.

    ``reasons`` are for who keeps the register, ``correct`` a place where a reviewer may correct who
    is in it.
    """

    tile: Tile
    who: Words
    declared: tuple[Words, ...]
    reasons: tuple[str, ...]
    uses: tuple[Use, ...]
    correct: PostPhoto | None
    latest: str
    extend: ExtendForm | None
    retire: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class KeepPage:
    placed: PostPhoto
    form: KeepForm
    latest: str
    shows_pupils: bool
    problem: str = ""


def library(membership: Membership, form: SearchForm, *, cursor: str, now: datetime) -> Library:
    """One page of what was searched for."""
    school, day = membership.school, day_of(now)
    found = _chosen(school.library.all(), form, day)
    page = queries.library_page(found.about(form.words()), cursor)
    may_extend = Permission.APPROVE_POSTS in membership.permissions
    return Library(
        tiles=tuple(_tiles(school, page.posts, day)),
        previous=page.previous,
        next=page.next,
        form=form,
        endings=tuple(_endings(school, day)) if may_extend and not cursor else (),
        sets_terms=Permission.MANAGE_SCHOOL in membership.permissions,
    )


def to_choose_from(school: School, form: SearchForm, *, cursor: str, now: datetime) -> Library:
    """The same for a draft: nothing whose use-by date has passed."""
    day = day_of(now)
    found = school.library.usable_by_date(day).about(form.words())
    page = queries.library_page(found, cursor)
    return Library(tuple(_tiles(school, page.posts, day)), page.previous, page.next, form)


def picture_page(
    picture: LibraryPicture,
    membership: Membership,
    *,
    now: datetime,
    form: ExtendForm | None = None,
    problem: str = "",
) -> PicturePage:
    """One picture as this member may see it."""
    day, may = day_of(now), membership.permissions
    (tile,) = _tiles(membership.school, [picture], day)
    row = picture.as_placed()
    shelved = picture.retired_at is None and tile.is_there
    latest = reuse.last_use_by(row, day) if shelved else day
    extends = shelved and Permission.APPROVE_POSTS in may and latest >= day
    said = Said.of(row)
    return PicturePage(
        tile=tile,
        who=told.who(said),
        declared=tuple(told.declared(said)),
        reasons=tuple(_reasons(row, day)) if Permission.SEE_PUPILS in may and shelved else (),
        uses=tuple(_uses(picture, may)),
        correct=_to_correct(picture) if Permission.CORRECT_FACES in may and shelved else None,
        latest=spoken(latest),
        extend=(form or extend_form(row, day)) if extends else None,
        retire=shelved and Permission.REVIEW_POSTS in may,
        problem=problem,
    )


def keep_page(placed: PostPhoto, form: KeepForm, *, now: datetime, problem: str = "") -> KeepPage:
    """Before a picture is kept: until when it may be, and why no longer."""
    day = day_of(now)
    account = pictured([placed], day).of(placed.photo)
    return KeepPage(
        placed=placed,
        form=form,
        latest=spoken(reuse.last_use_by(placed, day)),
        shows_pupils=reuse.has_pupils(placed, account),
        problem=problem,
    )


def extend_form(row: PostPhoto, day: date) -> ExtendForm:
    """The form with the day in it that the school's terms propose."""
    return ExtendForm(initial={"use_by": reuse.proposed_use_by(row, day)})


def spoken(day: date) -> str:
    """31 August 2027."""
    return date_format(day, "j F Y")


def _chosen(
    pictures: LibraryPictureQuerySet, form: SearchForm, day: date
) -> LibraryPictureQuerySet:
    shown = form.shown()
    if shown == ENDING:
        return pictures.ending(day, date.fromordinal(day.toordinal() + ENDING_DAYS))
    if shown == ENDED:
        return pictures.past_date(day)
    return pictures.retired() if shown == RETIRED else pictures.shelved()


def _tiles(school: School, pictures: list[LibraryPicture], day: date) -> Iterator[Tile]:
    bars = reuse.bars(school, pictures, day)
    uses = queries.uses_of([one.photo_id for one in pictures])
    for one in pictures:
        bar = bars.get(one.pk)
        yield Tile(
            picture=one,
            usable=bar is None,
            stands=_stands(one, bar),
            ends=spoken(one.use_by),
            used=_used(uses.get(one.photo_id, [])),
        )


def _stands(picture: LibraryPicture, bar: Bar | None) -> str:
    if bar is None:
        return gettext("Can be used today")
    return {
        Bar.GONE: gettext("Deleted"),
        Bar.RETIRED: gettext("Taken out of the library"),
        Bar.ENDED: gettext("Use-by date passed on {day}").format(day=spoken(picture.use_by)),
        Bar.TOO_OLD: gettext("As old as the school keeps photos"),
        Bar.NOT_NOW: gettext("May not be used now"),
    }[bar]


def _used(rows: list[PostPhoto]) -> str:
    if not rows:
        return gettext("In no post that went out")
    posts = len(rows)
    latest = max((row.post.posted_at for row in rows if row.post.posted_at), default=None)
    if latest is None:
        return ngettext(
            "In {posts} post, none out yet", "In {posts} posts, none out yet", posts
        ).format(posts=posts)
    return ngettext(
        "In {posts} post, last on {day}", "In {posts} posts, last on {day}", posts
    ).format(posts=posts, day=spoken(day_of(latest)))


def _endings(school: School, day: date) -> Iterator[str]:
    for use_by, number in queries.endings(school, day, ENDING_DAYS):
        yield ngettext(
            "{number} picture ends on {day}.", "{number} pictures end on {day}.", number
        ).format(number=number, day=spoken(use_by))


def _uses(picture: LibraryPicture, may: frozenset[Permission]) -> Iterator[Use]:
    for row in queries.uses_of([picture.photo_id]).get(picture.photo_id, []):
        post = row.post
        moment = post.posted_at or post.scheduled_for
        when = spoken(day_of(moment)) if moment else ""
        if post.posted_at is None:
            when = (
                gettext("to go out on {day}").format(day=when) if when else gettext("not out yet")
            )
        yield Use(post, when, open=post.state in ON_X or Permission.SEE_ALL_POSTS in may)


def _to_correct(picture: LibraryPicture) -> PostPhoto | None:
    """A post in which a reviewer may correct who is in it, which corrects it everywhere."""
    rows = picture.photo.post_photos.filter(post__state__in=settling.CONCERNED)
    return rows.order_by("-post_id").first()


def _reasons(row: PostPhoto, day: date) -> Iterator[str]:
    """Why children in it may not be shown; of none by name, each reason once."""
    shown = pictured([row], day)
    account = shown.of(row.photo)
    kept = shown.kept_from(account, pupils_together(row, account), group_in_force(row.school))
    standings = [shown.standings[pupil] for pupil in kept if pupil in shown.standings]
    for reason in sorted({one.reason for one in standings}):
        yield str(SENTENCES[reason])
    if account.unsaid:
        yield gettext("Nobody has said who a face in it is.")
