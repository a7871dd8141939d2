"""A name a minute before or after a photo stands beside it as well.

HX: "no names of pupils will be used alongside any pictures of pupils" (S5). On a timeline two
posts of the same hour are read together. Where it is not known when the post goes out, nothing
is said.
"""

from collections.abc import Iterator
from datetime import datetime

from policy.facts import TEXT, Facts, Neighbour
from policy.findings import Mark, Option, Options
from policy.name_fixes import nameless
from policy.names import NOT_A_PUPIL
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "neighbouring-name"
TITLE = _("Pupil's name just before or after a photo of pupils")
HELP = _(
    "Looks for a pupil's name in one post and a photo of pupils in another soon "
    "before or after it. Leave the name out, or let more time pass between them."
)
OPTIONS: dict[str, Option] = {
    "minutes": 60,  # two posts no further apart than this are read together
}

_REMEDY = _("Leave the name out, or choose another time for one of the two posts.")
_REMEDY_PHOTO = _("Take out the photo, or choose another time for one of the two posts.")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.at is None:
        return
    at, minutes = facts.at, int(options["minutes"])
    near = [post for post in facts.neighbours if _minutes_between(post, at) <= minutes]
    showing = [post for post in near if post.may_show_pupils]
    naming = [post for post in near if post.names_pupil]
    if showing:
        yield from _names(facts, _when(showing, at))
    if naming and facts.may_show_pupils:
        message = gettext("This may show pupils, and a post {when} names one.").format(
            when=_when(naming, at)
        )
        shown = (*(photo.state for photo in facts.photos), *(post.text for post in naming))
        yield Mark(message, _REMEDY_PHOTO, TEXT, about="\n".join(shown))


def _names(facts: Facts, when: str) -> Iterator[Mark]:
    for naming in facts.namings:
        for name in naming.pupils:
            message = gettext("This names a pupil, and a post {when} may show pupils.")
            if name.doubtful:
                message = gettext("This may name a pupil, and a post {when} may show pupils.")
            yield Mark(
                message.format(when=when),
                _REMEDY,
                naming.where,
                name.span,
                name.doubtful,
                fixes=nameless(naming, name),
                excuses=NOT_A_PUPIL if name.doubtful else (),
            )


def _minutes_between(post: Neighbour, at: datetime) -> float:
    return abs((post.at - at).total_seconds()) / 60


def _when(posts: list[Neighbour], at: datetime) -> str:
    """Of the nearest post: "12 minutes before", "in the same minute"."""
    nearest = min(posts, key=lambda post: _minutes_between(post, at))
    minutes = int(_minutes_between(nearest, at))
    if not minutes:
        return gettext("in the same minute")
    if nearest.at < at:
        said = ngettext("{count} minute before", "{count} minutes before", minutes)
    else:
        said = ngettext("{count} minute after", "{count} minutes after", minutes)
    return said.format(count=minutes)
