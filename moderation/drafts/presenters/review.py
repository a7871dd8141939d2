"""One submitted draft with everything a reviewer needs to decide."""

from dataclasses import dataclass
from datetime import datetime

from moderation.drafts import checks
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.models import Decision, Post, PostPhoto, Version
from moderation.drafts.presenters import diff, times
from moderation.drafts.presenters import queue as queue_words
from moderation.drafts.presenters.diff import Diff
from moderation.drafts.presenters.words import Segment, marked
from moderation.drafts.queries import queue
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

    @property
    def shut(self) -> bool:
        return bool(self.approve_because and self.refuse_because)


@dataclass(frozen=True, slots=True)
class Review:
    """The review screen; ``version`` is the number a decision must name."""

    post: Post
    version: int
    waiting: str
    due: str
    overdue: bool
    wished: str
    looked_at_by: str
    words: tuple[Segment, ...]
    pictures: tuple[PictureShown, ...]
    findings: tuple[FindingShown, ...]
    trouble: str
    cost: str
    changes: Diff | None
    decide: Decide
    previous: Post | None
    next: Post | None


def present(post: Post, membership: Membership, *, now: datetime) -> Review:
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
        looked_at_by=" and ".join(others.get(post.pk, [])),
        words=marked(post.text, _places(checked, TEXT)),
        pictures=pictures,
        findings=findings,
        trouble=trouble,
        cost=_cost(post, len(pictures)),
        changes=_changes(versions),
        decide=_decide(post, membership, checked, trouble),
        previous=previous,
        next=following,
    )


def who_decided(post: Post) -> str:
    """Who decided on the post last, in which role, and when; empty while it waits."""
    last = post.decisions.select_related("by").order_by("-at").first()
    if last is None or post.state in {State.SUBMITTED, State.DRAFT}:
        return ""
    verdict = Decision.Verdict(last.verdict).label.lower()
    return f"{_named(last.by, post)} {verdict} this on {times.written(last.at)}."


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
        return Decide(decided, decided)
    if post.author_id == membership.person_id:
        return Decide(_OWN, _OWN)
    if Permission.APPROVE_POSTS not in membership.permissions:
        return Decide(_LEADERS_ONLY, "")
    return Decide(trouble or _in_the_way(checked), "")


def _in_the_way(checked: tuple[CheckedFinding, ...]) -> str:
    if not any(one.stands_in_the_way for one in checked):
        return ""
    return "The policy stands in the way (see the findings). Return it to its author."
