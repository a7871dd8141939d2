"""What happened to an entry or a request, told in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from moderation.following.models import FollowingDecision
from moderation.following.workflow import Verb
from schoolsocial.words import Words

SENTENCES = {
    Verb.WISH: _("wished for it"),
    Verb.AGREE: _("decided that it is followed"),
    Verb.REFUSE: _("decided against it"),
    Verb.DONE: _("did on X what was decided"),
    Verb.KEEP: _("looked at it again and kept it"),
    Verb.ADOPT: _("took it into the register"),
    Verb.UNFOLLOW: _("decided that it is unfollowed"),
    Verb.STRIKE: _("struck it off the register"),
    Verb.SAME: _("saw that it is the same account as another entry"),
    Verb.SEE: _("saw that it is followed on X"),
    Verb.MISS: _("saw that it is not followed on X"),
    Verb.FIND: _("found that it is followed on X, without a decision"),
    Verb.REPORT: _("reported the request"),
    Verb.ACCEPT: _("decided that it is accepted"),
    Verb.VANISH: _("noted that it is no longer asked for"),
    Verb.UNDO: _("took the last decision back"),
}
SOFTWARE = _("The software")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``components/timeline.html``."""

    at: datetime
    who: Words
    sentence: Words
    comment: str
    times: int = 1


def lines(decisions: Iterable[FollowingDecision]) -> tuple[Line, ...]:
    return tuple(map(_line, decisions))


def _line(one: FollowingDecision) -> Line:
    code = f"{one.get_code_display()}. " if one.code else ""
    return Line(
        at=one.at,
        who=one.by.name if one.by else SOFTWARE,
        sentence=SENTENCES[Verb(one.verb)],
        comment=f"{code}{one.reason}",
    )
