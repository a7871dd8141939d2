"""One submitted draft with everything a reviewer needs to decide."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext

from moderation.drafts import approvers, checks, costs, slots, threads, wall_clock
from moderation.drafts.approvers import Approvals
from moderation.drafts.checks import Checked
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.review import ApprovalForm, CommentForm, approval_of
from moderation.drafts.models import Decision, Post, Version
from moderation.drafts.presenters import (
    approving,
    checked,
    decision,
    diff,
    history,
    same_hour,
    series,
    trip_questions,
    trips,
    twins,
)
from moderation.drafts.presenters import queue as queue_words
from moderation.drafts.presenters import threads as thread_presenter
from moderation.drafts.presenters.checked import Draft, FindingShown, Reasoned
from moderation.drafts.presenters.decision import Decide
from moderation.drafts.presenters.diff import Diff
from moderation.drafts.presenters.history import History
from moderation.drafts.presenters.kinds import kind_words
from moderation.drafts.presenters.live import may_correct_faces
from moderation.drafts.presenters.series import Belonging
from moderation.drafts.presenters.threads import Thread
from moderation.drafts.presenters.trip_questions import Question
from moderation.drafts.presenters.twins import Twin
from moderation.drafts.process import Asked
from moderation.drafts.queries import history as queries
from moderation.drafts.queries import queue
from moderation.drafts.wall_clock import Choice
from moderation.drafts.workflow import State
from policy.facts import Device, Moment
from policy.findings import Severity
from policy.queries import NoPolicy
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Typed:
    """What the reviewer sent that was not taken: their words, the problem, and ways out of it.

    ``at`` is the hour for which they wanted it to go out.
    """

    approval: ApprovalForm | None = None
    returning: CommentForm = field(default_factory=CommentForm)
    rejecting: CommentForm = field(default_factory=CommentForm)
    problem: str = ""
    choices: tuple[Choice, ...] = ()
    at: datetime | None = None
    reasoned: Reasoned = field(default_factory=Reasoned)


@dataclass(frozen=True, slots=True)
class Part:
    """Another post of the thread, decided on with the first; ``at`` begins its places' names."""

    post: Post
    at: str
    checked: Draft
    may_correct_faces: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The review screen; ``version`` is the number a decision must name."""

    post: Post
    kind: Words
    version: int
    waiting: str
    due: str
    overdue: bool
    wished: str
    wish_passed: bool
    clash: str
    trip: str
    twin: Twin | None
    looked_at_by: str
    checked: Draft
    standing: str
    flagged: str
    cost: str
    changes: Diff | None
    history: History
    may_correct_faces: bool
    decide: Decide
    approval: ApprovalForm
    slot: Choice | None
    belonging: Belonging | None
    trip_questions: tuple[Question, ...]
    typed: Typed
    thread: Thread | None
    rest: tuple[Part, ...]
    previous: int | None
    next: int | None


def present(
    post: Post,
    membership: Membership,
    *,
    typed: Typed,
    now: datetime,
    device: Device | None = None,
) -> Review:
    """Everything about the draft as it stands now, for this reviewer."""
    person = membership.person
    versions, decisions = queries.versions_of(post), queries.decisions_on(post)
    wish = _still_to_come(post.wall_time, now)
    slot = slots.offered(post, now)
    asked = _asked(post, person, typed, now, device)
    found, missing = _checked(post, asked)
    stands = _approvals(post, versions, decisions, found, asked)
    previous, following = queue.neighbours(membership.school, person, post)
    behind = [(one, _checked(one, asked)[0]) for one in threads.behind(post)]
    shown = checked.present(post, found, membership, typed=typed.reasoned)
    return Review(
        post=post,
        kind=kind_words(post.kind),
        version=versions[-1].number if versions else 0,
        waiting=queue_words.waiting(post, now),
        due=queue_words.due(post, now),
        overdue=queue_words.overdue(post, now),
        wished=queue_words.wished(post),
        wish_passed=wish != post.wall_time,
        clash=_clash(post, membership, typed, now),
        trip=trips.held(post),
        twin=twins.twin_of(post, now, reader_id=person.pk, sees_all=True),
        looked_at_by=get_text_list(
            list(queue.looks_at(post, besides=person, now=now)), gettext("and")
        ),
        checked=shown,
        standing=approving.standing(stands, person),
        flagged=approving.flagged(post, membership),
        cost=_cost(post, len(shown.pictures)),
        changes=_changes(versions),
        history=history.of(post, versions, decisions),
        may_correct_faces=may_correct_faces(post, membership),
        decide=decision.decide(
            post,
            membership,
            in_the_way=missing
            or approving.in_the_way(post, found, stands, person)
            or _elsewhere(behind, person),
        ),
        approval=_approval(post, typed, wish, slot),
        slot=slot,
        belonging=series.belonging(post),
        trip_questions=trip_questions.of_submitted(post),
        typed=typed,
        thread=thread_presenter.present(post),
        rest=tuple(_part(one, seen, shown, membership, typed) for one, seen in behind),
        previous=previous,
        next=following,
    )


def _of_all(finding: FindingShown) -> bool:
    """A note that points at no place: about the school or the day, and so the same of each post."""
    return finding.severity == Severity.NOTE and not (finding.where or finding.matched)


def _elsewhere(behind: list[tuple[Post, Checked | None]], person: Person) -> str:
    """Why a post behind the first keeps the thread from being approved; empty where none does."""
    for post, found in behind:
        why = approving.in_the_way(post, found, None, person)
        if why:
            problem = str(why)
            return gettext("Post {place} of the thread: {problem}").format(
                place=post.place, problem=f"{problem[0].lower()}{problem[1:]}"
            )
    return ""


def _part(
    post: Post, found: Checked | None, first: Draft, membership: Membership, typed: Typed
) -> Part:
    shown = checked.present(post, found, membership, typed=typed.reasoned)
    told = {one.message for one in first.findings if _of_all(one)}
    own = tuple(one for one in shown.findings if not (_of_all(one) and one.message in told))
    return Part(
        post=post,
        at=f"{post.place}-",
        checked=replace(shown, findings=own),
        may_correct_faces=may_correct_faces(post, membership),
    )


def _approval(post: Post, typed: Typed, wish: str, slot: Choice | None) -> ApprovalForm:
    in_slot = post.wishes_slot and slot is not None
    form = typed.approval or approval_of(wish, gone=wish != post.wall_time, in_slot=in_slot)
    form.offer(slot)
    return form


def _checked(post: Post, asked: Asked) -> tuple[Checked | None, str]:
    """The post as checked now, or why it cannot be."""
    try:
        return checks.check(post, asked), ""
    except NoPolicy as missing:
        return None, str(missing)


def _asked(post: Post, person: Person, typed: Typed, now: datetime, device: Device | None) -> Asked:
    """As this reviewer would approve it: at the hour they typed or the author wished, else now."""
    by = None if post.author_id == person.pk else person
    at = typed.at or wall_clock.still_to_come(post.wall_time, now=now) or now
    return Asked(now, Moment.APPROVING, by=by, device=device if by else None, at=at)


def _clash(post: Post, membership: Membership, typed: Typed, now: datetime) -> str:
    """What else goes out in the hour they typed or the author wished."""
    at = typed.at or wall_clock.still_to_come(post.wall_time, now=now)
    posts = membership.school.posts.visible_to(membership.person, membership.permissions)
    return same_hour.clash(post, at, posts)


def _approvals(
    post: Post,
    versions: list[Version],
    decisions: list[Decision],
    found: Checked | None,
    asked: Asked,
) -> Approvals | None:
    if post.state != State.SUBMITTED or not versions or found is None:
        return None
    day = asked.goes_out_on
    return approvers.approvals_among(decisions, post, versions[-1], found, day)


def _still_to_come(wall_time: str, now: datetime) -> str:
    """The wished time, empty once it has gone by: approving late never sends at a surprise."""
    if not wall_time:
        return ""
    try:
        wall_clock.to_utc(wall_time, now=now)
    except wall_clock.InThePast:
        return ""
    except Refusal:
        return wall_time  # the clocks change in that hour: approving it asks which of the two
    return wall_time


def _changes(versions: list[Version]) -> Diff | None:
    """From the version before the last to the last; there is none before the first."""
    if not versions[1:]:
        return None
    before, after = versions[-2:]
    return diff.between(before, after)


def _cost(post: Post, photos: int) -> str:
    dollars = costs.dollars_of(post.text, photos)
    said = (
        gettext("About {cents} US cents of X credit, most of it for the link.")
        if costs.has_url(post.text)
        else gettext("About {cents} US cents of X credit.")
    )
    return said.format(cents=f"{dollars * 100:.1f}")
