"""The page on which posting is stopped, and goes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from moderation.drafts.models import Freeze
from moderation.drafts.models.posts import Post
from moderation.drafts.presenters.times import written
from moderation.drafts.queries import restored
from moderation.drafts.workflow import QUEUED
from schoolsocial.accounts.models import School
from schoolsocial.operations.models import Restoration

MOST_PAST = 10


@dataclass(frozen=True)
class Past:
    """A freeze that is over, as one line."""

    began: str
    ended: str
    what: str


@dataclass(frozen=True)
class FreezePage:
    """``lasting`` is None unless somebody stopped posting, ``restored`` the backup's moment where a
    restore did; ``comparing``: posts that X is asked for; ``queued``: posts scheduled now.
    """

    lasting: Freeze | None
    restored: str
    comparing: int
    since: str
    queued: int
    past: tuple[Past, ...]


def present(school: School) -> FreezePage:
    """As it stands."""
    rows = Freeze.objects.filter(school=school).select_related("began_by", "ended_by")
    lasting = rows.lasting().first()
    over = rows.filter(ended_at__isnull=False).order_by("-began_at", "-id")[:MOST_PAST]
    gap = Restoration.objects.open().filter(school=school).gap()
    began = lasting.began_at if lasting else gap.restored_at if gap else None
    return FreezePage(
        lasting=lasting,
        restored=written(gap.made_at) if gap else "",
        comparing=restored.to_compare(school, gap).count() if gap else 0,
        since=written(began) if began else "",
        queued=Post.objects.filter(school=school, state__in=QUEUED).count(),
        past=tuple(line for one in over for line in _past(one)),
    )


def _past(one: Freeze) -> Iterator[Past]:
    if one.ended_at is None or one.ended_by is None:
        return
    posts = gettext("no post waited") if not one.reopened else _counted(one.reopened)
    what = gettext("{reason}: stopped by {began}, let go on by {ended}; {posts}").format(
        reason=one.get_reason_display(),
        began=one.began_by.name,
        ended=one.ended_by.name,
        posts=posts,
    )
    yield Past(written(one.began_at), written(one.ended_at), what)


def _counted(posts: int) -> str:
    return ngettext(
        "{posts} post went back to review", "{posts} posts went back to review", posts
    ).format(posts=posts)
