"""One submitted draft with everything a reviewer needs to decide."""

from dataclasses import dataclass
from datetime import datetime

from moderation.drafts import checks, wall_clock
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.review import ApprovalForm, CommentForm, approval_of
from moderation.drafts.models import Decision, Post, PostPhoto, Version
from moderation.drafts.presenters import diff, history, times
from moderation.drafts.presenters import queue as queue_words
from moderation.drafts.presenters.diff import Diff
from moderation.drafts.presenters.history import History
from moderation.drafts.presenters.words import Segment, marked
from moderation.drafts.queries import queue
from moderation.drafts.wall_clock import Choice
from moderation.drafts.workflow import State
from policy import length
from policy.facts import TEXT
from policy.findings import Severity
from policy.queries import NoPolicy
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.x import cost

_OWN = "You wrote this; somebody else must approve it."
_LEADERS_ONLY = "Senior leaders approve. You may return or reject it."
_SEVERITIES = {
    Severity.BLOCK: "The policy does not allow this",
    Severity.WARN: "Warning",
    Severity.NOTE: "Note",
}


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding beside its words. ``set_aside`` is by whom and why, empty where nobody did."""

    number: int
    severity: str
    severity_words: str
    where: str
    matched: str
    message: str
    remedy: str
    clause: str
    quote: str
    set_aside: str


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture as it will go out; ``who`` is what its author declared."""

    position: int
    token: str
    width: int
    height: int
    alt: tuple[Segment, ...]
    alt_text: str
    who: str


@dataclass(frozen=True, slots=True)
class Decide:
    """The decision panel. A sentence in ``…_because`` disables that button and says why."""

    approve_because: str
    refuse_because: str
    waits: bool = True

    @property
    def shut(self) -> bool:
        return bool(self.approve_because and self.refuse_because)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the reviewer sent that was not taken: their words, the problem, and ways out of it."""

    approval: ApprovalForm | None = None
    returning: CommentForm | None = None
    rejecting: CommentForm | None = None
    problem: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """The review screen; ``version`` is the number a decision must name."""

    post: Post
    version: int
    waiting: str
    due: str
    overdue: bool
    wished: str
    wish_passed: bool
    looked_at_by: str
    words: tuple[Segment, ...]
    pictures: tuple[PictureShown, ...]
    findings: tuple[FindingShown, ...]
    trouble: str
    cost: str
    changes: Diff | None
    history: History
    decide: Decide
    approval: ApprovalForm
    returning: CommentForm
    rejecting: CommentForm
    problem: str
    choices: tuple[Choice, ...]
    previous: Post | None
    next: Post | None


def present(post: Post, membership: Membership, *, typed: Typed, now: datetime) -> Review:
    """Everything about the draft as it stands now, for this reviewer."""
    person = membership.person
    versions = list(post.versions.order_by("-number")[:2])
    checked, trouble = _checked(post)
    findings = tuple(_finding(number, one) for number, one in enumerate(checked, 1))
    pictures = tuple(_picture(row, checked) for row in _placed(post))
    previous, following = queue.neighbours(membership.school, person, post)
    others = queue.looks_at([post], besides=person, now=now)
    return Review(
        post=post,
        version=versions[0].number if versions else 0,
        waiting=queue_words.waiting(post, now),
        due=queue_words.due(post, now),
        overdue=post.review_due_at is not None and post.review_due_at < now,
        wished=queue_words.wished(post),
        wish_passed=bool(post.wall_time and not _still_to_come(post.wall_time, now)),
        looked_at_by=" and ".join(others.get(post.pk, [])),
        words=marked(post.text, _places(checked, TEXT)),
        pictures=pictures,
        findings=findings,
        trouble=trouble,
        cost=_cost(post, len(pictures)),
        changes=_changes(versions),
        history=history.present(post),
        decide=_decide(post, membership, checked, trouble),
        approval=typed.approval or approval_of(_still_to_come(post.wall_time, now)),
        returning=typed.returning or CommentForm(),
        rejecting=typed.rejecting or CommentForm(),
        problem=typed.problem,
        choices=typed.choices,
        previous=previous,
        next=following,
    )


def may_decide(post: Post, membership: Membership) -> bool:
    """Whether it waits, and for somebody other than its author."""
    return post.state == State.SUBMITTED and post.author_id != membership.person_id


def outcome(decision: Decision) -> str:
    """What a decision leads to, in a sentence for the one who took it."""
    post = decision.post
    if decision.verdict == Decision.Verdict.RETURN:
        return f"Returned to {post.author.name} with your comment."
    if decision.verdict == Decision.Verdict.REJECT:
        return f"Rejected. {post.author.name} is told why."
    if post.wall_time and post.scheduled_for:
        return f"Approved. It goes out on {times.written(post.scheduled_for)}."
    return "Approved. It goes out now."


def who_decided(post: Post) -> str:
    """Who decided on the post last, in which role, and when; empty while it waits."""
    last = post.decisions.select_related("by").order_by("-at").first()
    if last is None or post.state in {State.SUBMITTED, State.DRAFT}:
        return ""
    verdict = Decision.Verdict(last.verdict).label.lower()
    return f"{_named(last.by, post)} {verdict} this on {times.written(last.at)}."


def _still_to_come(wall_time: str, now: datetime) -> str:
    """The wished time, empty once it has gone by: approving late never sends at a surprise."""
    try:
        wall_clock.to_utc(wall_time, now=now)
    except wall_clock.InThePast:
        return ""
    except Refusal:
        return wall_time
    return wall_time


def _named(person: Person, post: Post) -> str:
    membership = Membership.objects.filter(school_id=post.school_id, person=person).first()
    roles = " and ".join(membership.role_names) if membership else ""
    return f"{person.name} ({roles})" if roles else person.name


def _checked(post: Post) -> tuple[tuple[CheckedFinding, ...], str]:
    try:
        return checks.findings_of(post), ""
    except NoPolicy as missing:
        return (), str(missing)


def _placed(post: Post) -> list[PostPhoto]:
    return list(post.post_photos.select_related("photo").order_by("position"))


def _places(checked: tuple[CheckedFinding, ...], where: str) -> list[tuple[int, tuple[int, int]]]:
    return [
        (number, one.finding.span)
        for number, one in enumerate(checked, 1)
        if one.finding.where == where and one.finding.span is not None
    ]


def _finding(number: int, checked: CheckedFinding) -> FindingShown:
    finding, dismissal = checked.finding, checked.dismissal
    place = "In the words" if finding.where == TEXT else f"In photo {finding.where[4:]}"
    return FindingShown(
        number=number,
        severity=finding.severity,
        severity_words=_SEVERITIES[finding.severity],
        where=place,
        matched=finding.matched,
        message=finding.message,
        remedy=finding.remedy,
        clause=f"{finding.policy_title}, version {finding.policy_version}, "
        f"clause {finding.clause_number}",
        quote=finding.clause_text,
        set_aside=f"{dismissal.by.name}: “{dismissal.reason}”" if dismissal else "",
    )


def _picture(row: PostPhoto, checked: tuple[CheckedFinding, ...]) -> PictureShown:
    who = {
        True: "Shows pupils",
        False: "Shows no pupil",
        None: "The author has not said who is in it",
    }
    return PictureShown(
        position=row.position,
        token=row.photo.token,
        width=row.photo.width or 0,
        height=row.photo.height or 0,
        alt=marked(row.alt_text, _places(checked, f"alt:{row.position}")),
        alt_text=row.alt_text,
        who=who[row.shows_pupils],
    )


def _changes(newest_first: list[Version]) -> Diff | None:
    """From the version before the last to the last; there is none before the first."""
    if not newest_first[1:]:
        return None
    after, before = newest_first
    return diff.between(before, after)


def _cost(post: Post, photos: int) -> str:
    has_url = bool(length.urls(post.text[: length.MAX_INPUT]))
    dollars = cost.cost_of_post(text_has_url=has_url, photos=photos)
    because = ", most of it for the link" if has_url else ""
    return f"About {dollars * 100:.1f} US cents of X credit{because}."


def _decide(
    post: Post, membership: Membership, checked: tuple[CheckedFinding, ...], trouble: str
) -> Decide:
    if post.state != State.SUBMITTED:
        decided = who_decided(post) or "The author has taken this back, so there is nothing to do."
        return Decide(decided, decided, waits=False)
    if post.author_id == membership.person_id:
        return Decide(_OWN, _OWN)
    if Permission.APPROVE_POSTS not in membership.permissions:
        return Decide(_LEADERS_ONLY, "")
    return Decide(trouble or _in_the_way(checked), "")


def _in_the_way(checked: tuple[CheckedFinding, ...]) -> str:
    if not any(one.stands_in_the_way for one in checked):
        return ""
    return "The policy stands in the way (see the findings). Return it to its author."
