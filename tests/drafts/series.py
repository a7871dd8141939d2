"""Series, made in one line."""

from datetime import date, datetime, time, timedelta

from moderation.drafts.actions import series as actions
from moderation.drafts.actions.series import Made
from moderation.drafts.models import Post, Series
from moderation.drafts.series import Part
from moderation.drafts.wall_clock import LONDON
from schoolsocial.tenancy import scope

NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)
MONDAY = date(2030, 3, 4)
TEMPLATE = "Book Week, day {n} of {count}: {text}"


def make_series(post: Post, parts: int = 3, template: str = TEMPLATE) -> Series:
    """From the draft, on so many days in a row from a Monday."""
    days = [Part(MONDAY + timedelta(days=n), f"book {n + 1}") for n in range(parts)]
    with scope.school(post.school_id):
        made = Made("Book Week", template, time(15, 30), days)
        return actions.make(post=post, by=post.author, made=made, now=NOW)


def posts_of(series: Series) -> list[Post]:
    with scope.school(series.school_id):
        return list(
            Post.objects.filter(series_entry__series=series).order_by("series_entry__number")
        )
