"""Trips, and what a post about one waits for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext, ngettext

from moderation.drafts.forms.trips import ReturnForm, TripForm
from moderation.drafts.models import Post, Trip
from moderation.drafts.models.trips import TripQuerySet
from moderation.drafts.presenters import times
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import School

MOST_PAST = 10


@dataclass(frozen=True, slots=True)
class TripChoice:
    """A trip that a draft may be about."""

    pk: int
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A trip as one entry of the list; ``posts`` says how many approved ones wait for it."""

    trip: Trip
    planned: str
    late: bool
    posts: str


@dataclass(frozen=True, slots=True)
class Past:
    """A trip that is over."""

    trip: Trip
    what: str


@dataclass(frozen=True, slots=True)
class TripsPage:
    away: tuple[Line, ...]
    back: tuple[Past, ...]
    form: TripForm


@dataclass(frozen=True, slots=True)
class TripPage:
    """One trip; ``gives_up`` is when its posts are given up if nobody says a word."""

    line: Line
    made: str
    back: str
    gives_up: str
    posts: tuple[Post, ...]
    form: ReturnForm


def choices(post: Post, now: datetime) -> tuple[TripChoice, ...]:
    """The trips a draft may be about now, with its own."""
    rows = list(Trip.objects.written_about(now))
    if post.trip is not None and post.trip not in rows:
        rows.append(post.trip)
    return tuple(TripChoice(one.pk, _label(one), one.pk == post.trip_id) for one in rows)


def held(post: Post) -> str:
    """What a post about a trip waits for, in a sentence; empty where it waits for nobody."""
    trip = post.trip
    if trip is None or trip.is_back:
        return ""
    planned = times.written(trip.returns_at)
    return gettext("It waits until everybody is back from “{trip}”, planned for {planned}.").format(
        trip=trip.name, planned=planned
    )


def waits(post: Post) -> str:
    """The same in a few words, for an approved post in a list."""
    away = post.trip is not None and not post.trip.is_back and post.state == State.SCHEDULED
    return gettext("Waits for “{trip}” to be back").format(trip=post.trip) if away else ""


def all_of(school: School, form: TripForm, now: datetime) -> TripsPage:
    """Who is away, and who came back lately."""
    trips = Trip.objects.filter(school=school).select_related("made_by", "returned_by")
    return TripsPage(
        away=tuple(_line(one, now) for one in _with_posts(trips.away())),
        back=tuple(_past(one) for one in trips.back()[:MOST_PAST]),
        form=form,
    )


def one(trip: Trip, form: ReturnForm, now: datetime) -> TripPage:
    """One trip, with the posts about it."""
    posts = trip.posts.exclude(state=State.DRAFT).select_related("author", "trip")
    return TripPage(
        line=_line(_with_posts(Trip.objects.filter(pk=trip.pk)).get(), now),
        made=gettext("Planned by {name} on {time}").format(
            name=trip.made_by.name, time=times.written(trip.made_at)
        ),
        back=_past(trip).what if trip.is_back else "",
        gives_up=times.written(trip.lapses_at()),
        posts=tuple(posts.order_by("-saved_at")[:50]),
        form=form,
    )


def released(posts: int) -> str:
    """What follows when everybody is back."""
    if posts == 0:
        return gettext("Thank you. No approved post was waiting.")
    return ngettext(
        "Thank you. The post that was waiting goes out at its time, or now if that has gone.",
        "Thank you. The {posts} posts that were waiting go out one after another.",
        posts,
    ).format(posts=posts)


def _with_posts(trips: TripQuerySet) -> TripQuerySet:
    return trips.annotate(waiting=Count("posts", Q(posts__state=State.SCHEDULED)))


def _line(trip: Trip, now: datetime) -> Line:
    count: int = vars(trip)["waiting"]
    posts = gettext("No post waits yet")
    if count:
        posts = ngettext(
            "{posts} approved post waits", "{posts} approved posts wait", count
        ).format(posts=count)
    late = not trip.is_back and trip.returns_at < now
    return Line(trip, times.written(trip.returns_at), late, posts)


def _past(trip: Trip) -> Past:
    who = trip.returned_by.name if trip.returned_by else ""
    when = times.written(trip.returned_at) if trip.returned_at else ""
    return Past(trip, gettext("Back on {time}, recorded by {name}").format(time=when, name=who))


def _label(trip: Trip) -> str:
    said = gettext("{trip} (back)") if trip.is_back else gettext("{trip} (away)")
    return said.format(trip=trip.name)
