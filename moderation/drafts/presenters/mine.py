"""An author's own posts, sorted by what is to be done about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Post
from moderation.drafts.presenters import times, trips
from moderation.drafts.presenters.kinds import kind_words
from moderation.drafts.presenters.threads import place_words
from moderation.drafts.queries import own
from moderation.drafts.workflow import EDITABLE, IN_FLIGHT, QUEUED, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.words import Words

FIRST_WORDS = 110

_GROUPS = (
    (_("Needs you"), frozenset({State.RETURNED, State.FAILED, State.EXPIRED})),
    (_("Drafts"), frozenset({State.DRAFT})),
    (_("Waiting for approval"), frozenset({State.SUBMITTED})),
    (
        _("Approved and on the way"),
        frozenset(QUEUED | IN_FLIGHT),
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One post; all words are ready to be read. ``kind`` is empty for an ordinary post."""

    pk: int
    first_words: str
    state: str
    stands: Words
    when: str
    account: str
    photos: str
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    title: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """What is open, in groups; what is over, page by page. Cursors are empty at the ends."""

    groups: tuple[Group, ...]
    over: tuple[Row, ...]
    previous: str
    next: str

    @property
    def nothing(self) -> bool:
        """This person has never written a draft here."""
        return not (self.groups or self.over or self.previous)


def present(school: School, person: Person, *, cursor: str) -> Mine:
    """The posts of this person; the open ones on the first page only."""
    over = own.over(school, person, cursor=cursor)
    return Mine(
        groups=tuple(_groups(own.under_way(school, person))) if not cursor else (),
        over=tuple(_row(post) for post in over.posts),
        previous=over.previous,
        next=over.next,
    )


def _groups(posts: Iterable[Post]) -> list[Group]:
    posts = list(posts)
    sorted_in = (
        Group(title, tuple(_row(post) for post in posts if post.state in states))
        for title, states in _GROUPS
    )
    return [group for group in sorted_in if group.rows]


def _row(post: Post) -> Row:
    count: int = vars(post)["photo_count"]
    return Row(
        pk=post.pk,
        first_words=Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
        or gettext("No words yet"),
        state=post.state,
        stands=State(post.state).label,
        when=_when(post),
        account=f"@{post.account.handle}",
        photos=ngettext("{photos} photo", "{photos} photos", count).format(photos=count)
        if count
        else "",
        kind=" · ".join(filter(None, (str(kind_words(post.kind)), place_words(post)))),
    )


def _when(post: Post) -> str:
    if post.posted_at:
        return gettext("Posted {time}").format(time=times.short(post.posted_at))
    if trips.waits(post):
        return trips.waits(post)
    if post.scheduled_for and post.state == State.SCHEDULED:
        return gettext("Goes out {time}").format(time=times.short(post.scheduled_for))
    if post.submitted_at and post.state not in EDITABLE:
        return gettext("Sent for approval {time}").format(time=times.short(post.submitted_at))
    return gettext("Saved {time}").format(time=times.short(post.saved_at))
