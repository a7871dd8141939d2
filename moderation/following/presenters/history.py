"""What happened to an entry or a request, told in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from moderation.following.models import FollowingDecision
from moderation.following.workflow import Verb

SENTENCES = {
    Verb.WISH: "wished for it",
    Verb.AGREE: "decided that it is followed",
    Verb.REFUSE: "decided against it",
    Verb.DONE: "did on X what was decided",
    Verb.KEEP: "looked at it again and kept it",
    Verb.ADOPT: "took it into the register",
    Verb.UNFOLLOW: "decided that it is unfollowed",
    Verb.STRIKE: "struck it off the register",
    Verb.SAME: "saw that it is the same account as another entry",
    Verb.SEE: "saw that it is followed on X",
    Verb.MISS: "saw that it is not followed on X",
    Verb.FIND: "found that it is followed on X, without a decision",
    Verb.REPORT: "reported the request",
    Verb.ACCEPT: "decided that it is accepted",
    Verb.VANISH: "noted that it is no longer asked for",
    Verb.UNDO: "took the last decision back",
}
SOFTWARE = "The software"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``components/timeline.html``."""

    at: datetime
    who: str
    sentence: str
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
