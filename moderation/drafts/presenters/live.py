"""What is on X, what went wrong on the way there, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import settling, workflow
from moderation.drafts.forms.review import CallBackForm, LinkForm, RemovalForm
from moderation.drafts.models import Handover, Post, PostPhoto
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.presenters import history, threads, times, trips
from moderation.drafts.presenters.decision import who_decided
from moderation.drafts.presenters.history import History
from moderation.drafts.presenters.library_notes import ToKeep, to_keep
from moderation.drafts.presenters.threads import Thread
from moderation.drafts.queries import by_hand, proofs, published
from moderation.drafts.workflow import ON_X, State, Verb
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words

_TROUBLES = {
    "several-could-be-it": _(
        "X gave no clear answer, and more than one post on the timeline could be this "
        "one. Open the timeline and look."
    ),
    "not-on-the-timeline": _(
        "X gave no clear answer, and the post is not on the timeline so far. It most "
        "likely did not go out; look once more before sending it again."
    ),
    "could-not-look": _(
        "X gave no clear answer, and the timeline could not be read to find out. Open "
        "the timeline and look."
    ),
    "duplicate": _(
        "X says that the same words are already on the account. Change the words, or "
        "leave it at the post that is there."
    ),
    "refused-by-x": _(
        "X read the post and refused it. The number of its answer is in the history below."
    ),
    "picture-refused": _("X did not accept a picture of this post, so nothing was posted."),
    "too-late": _(
        "It could not go out in time, and the school's settings say that a late post is "
        "not to appear by itself."
    ),
    "trip-not-back": _(
        "Nobody recorded that everybody was back from the trip, so it was not sent."
    ),
    "same-that-day": _(
        "The trip came back on a day on which the same words and pictures are already "
        "scheduled or posted. It is back with its author."
    ),
    "stopped-since-approval": _(
        "Posting was stopped and let go on since it was approved, so it was not posted. "
        "It is back with its author and needs a new approval."
    ),
    "changed-since-approval": _(
        "Something in it is no longer as it was approved, so it was not sent. It is back "
        "with its author."
    ),
    "consent-changed": _(
        "Somebody in a photo may not be shown in it, or may not as it was approved, so "
        "it was not sent. It is back with its author."
    ),
    "faces-corrected": _(
        "Who is in a photo was corrected after it was approved, so the approval no "
        "longer covers it. It is back with its author and needs a new one."
    ),
    "rules-object": _(
        "Since it was approved something has changed, such as the pupils on the roll, "
        "and the policy now objects. It is back with its author."
    ),
    "not-approved": _("No approval covers it, so it was not sent. It is back with its author."),
    "not-posted-by-hand": _(
        "Nobody posted it by hand in time, and a late post is not to appear by itself."
    ),
    "no-word-from-hand": _(
        "Somebody said that they were posting it by hand, and no link came back. Ask "
        "them, and look at the timeline."
    ),
    "thread-broken": _(
        "Another post of its thread did not go out, or was taken back, and one alone "
        "would make no sense. It is back with its author."
    ),
    "thread-late": _(
        "The post before it in the thread went out so long after its time that the rest "
        "does not follow by itself. It is back with its author."
    ),
    "no-policy": _("No policy is in force, so nothing can be checked and nothing is sent."),
}
_STATES = {
    State.HELD: _(
        "Nobody can be sure whether this went out. Nothing more happens until you decide."
    ),
    State.FAILED: _("This was not posted."),
    State.EXPIRED: _("This was not posted."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done here; ``because`` says why it cannot be done now."""

    open: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A post in the list; ``link`` is its address on X, empty once it is deleted."""

    post: Post
    pictures: tuple[PostPhoto, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Published:
    rows: tuple[PublishedRow, ...]
    needing: tuple[Post, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class TypedHere:
    """What was sent and not taken: the words, and the problem in a sentence."""

    removal: RemovalForm = field(default_factory=RemovalForm)
    link: LinkForm = field(default_factory=LinkForm)
    call_back: CallBackForm = field(default_factory=CallBackForm)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PostPage:
    """One post with all that happened to it; ``history`` is for its author and for reviewers."""

    post: Post
    pictures: tuple[PostPhoto, ...]
    link: str
    timeline: str
    stands: str
    decided: str
    proof: str
    explanation: tuple[Words, ...]
    history: History | None
    correct_faces: bool
    library: tuple[ToKeep, ...]
    changed_by_hand: Handover | None
    by_hand: Way
    remove: Way
    cancel: Way
    call_back: Way
    move: Way
    resume: Way
    mark_posted: Way
    send_again: Way
    reopen: Way
    thread: Thread | None
    typed: TypedHere

    @property
    def any_way(self) -> bool:
        ways = (self.by_hand, self.remove, self.cancel, self.mark_posted, self.send_again)
        more = (self.reopen, self.call_back, self.move, self.resume)
        return any(way.open or way.because for way in (*ways, *more))


def published_list(visible: PostQuerySet, membership: Membership, *, cursor: str) -> Published:
    """The published posts, and above them those on which somebody must decide."""
    page = published.published_page(visible, cursor)
    decides = Permission.RESOLVE_HELD_POSTS in membership.permissions
    needing = published.needing_a_decision(visible) if decides and not cursor else []
    pictured = sees_pictures(membership)
    return Published(
        rows=tuple(
            PublishedRow(post, tuple(post.post_photos.all()) if pictured else (), link(post))
            for post in page.posts
        ),
        needing=tuple(needing),
        previous=page.previous,
        next=page.next,
    )


def post_page(
    post: Post, membership: Membership, *, visible: PostQuerySet, typed: TypedHere
) -> PostPage:
    """The post as this member may see it, with what they can do about it."""
    mine = post.author_id == membership.person_id
    sees_all = mine or Permission.SEE_ALL_POSTS in membership.permissions
    placed = post.post_photos.select_related("photo").order_by("position")
    way = _ways(post, membership)
    return PostPage(
        post=post,
        pictures=tuple(placed) if mine or sees_pictures(membership) else (),
        link=link(post),
        timeline=f"{settings.X_PUBLIC_URL}/{post.account.handle}",
        stands=stands(post),
        decided=who_decided(post) if sees_all else "",
        proof=_proof(post) if Permission.SEE_ALL_POSTS in membership.permissions else "",
        explanation=explanation(post) if sees_all else (),
        history=history.present(post) if sees_all else None,
        correct_faces=may_correct_faces(post, membership),
        library=to_keep(post, membership),
        changed_by_hand=by_hand.changed(post) if sees_all else None,
        by_hand=_by_hand(post, membership),
        remove=way(Verb.REMOVE, Permission.DELETE_LIVE_POSTS),
        cancel=way(Verb.CANCEL, Permission.RESOLVE_HELD_POSTS),
        call_back=_calling_back(post, membership),
        move=_moving(post, membership),
        resume=_resuming(post, membership),
        mark_posted=way(Verb.MARK_POSTED, Permission.RESOLVE_HELD_POSTS),
        send_again=way(Verb.SEND_AGAIN, Permission.RESOLVE_HELD_POSTS),
        reopen=_reopening(post, mine=mine),
        thread=threads.present(post, visible),
        typed=typed,
    )


def sees_pictures(membership: Membership) -> bool:
    """Those who write or review. A governor reads the words and sees no child."""
    seeing = {Permission.SEE_OWN_POSTS, Permission.SEE_ALL_POSTS}
    return not seeing.isdisjoint(membership.permissions)


def may_correct_faces(post: Post, membership: Membership) -> bool:
    """Whether this member may say anew who is in its pictures."""
    may = Permission.CORRECT_FACES in membership.permissions
    return may and post.state in settling.CONCERNED


def link(post: Post) -> str:
    """The post's address on X, empty where it is not there."""
    return "" if post.state == State.REMOVED else address(post)


def address(post: Post) -> str:
    """Where it stands or stood on X, empty where it never did."""
    if post.tweet_id is None:
        return ""
    return f"{settings.X_PUBLIC_URL}/{post.account.handle}/status/{post.tweet_id}"


def _proof(post: Post) -> str:
    """How many children it shows and when consent for them was proven; names nobody."""
    found = proofs.proven(post)
    if found is None:
        return ""
    return ngettext(
        "{children} child shown, consent proven on {time}.",
        "{children} children shown, consent proven on {time}.",
        found.pupils,
    ).format(children=found.pupils, time=times.written(found.at))


def stands(post: Post) -> str:
    """Where the post stands, in one sentence."""
    label = State(post.state).label
    if post.state in ON_X and post.posted_at:
        went = (
            gettext("Posted on {time}.")
            if post.adopted_at is None
            else gettext("Posted on {time}, outside School Social and not approved here.")
        ).format(time=times.written(post.posted_at))
        return went if post.state == State.POSTED else f"{went} {label}."
    if post.state == State.SCHEDULED and trips.held(post):
        return gettext("Approved. {waits}").format(waits=trips.held(post))
    if post.state == State.SCHEDULED and post.scheduled_for:
        return gettext("Goes out on {time}.").format(time=times.written(post.scheduled_for))
    if post.state == State.APPROVED and post.place:
        return gettext("Approved. Goes out once post {place} of the thread is posted.").format(
            place=post.place - 1
        )
    if post.state == State.BY_HAND and post.expires_at:
        return gettext("To be posted by hand by {time}.").format(
            time=times.written(post.expires_at)
        )
    return f"{label}."


def explanation(post: Post) -> tuple[Words, ...]:
    """What went wrong, in plain words; empty where nothing did."""
    parts = (_STATES.get(State(post.state), ""), _TROUBLES.get(post.trouble, ""))
    return tuple(part for part in parts if part)


def _ways(post: Post, membership: Membership) -> Callable[[Verb, Permission], Way]:
    possible = workflow.verbs_from(post.state)

    def way(verb: Verb, permission: Permission) -> Way:
        return Way(verb in possible and permission in membership.permissions)

    return way


def _resuming(post: Post, membership: Membership) -> Way:
    """The account was paused, as when its credit ran out; a leader lets it post again."""
    waits = post.account.paused_at is not None and post.state == State.SCHEDULED
    return Way(waits and Permission.RESOLVE_HELD_POSTS in membership.permissions)


def _calling_back(post: Post, membership: Membership) -> Way:
    """A leader who thinks again, or the safeguarding lead's veto."""
    others = post.author_id != membership.person_id
    reviews = Permission.REVIEW_POSTS in membership.permissions
    return Way(post.state in workflow.QUEUED and others and reviews)


def _by_hand(post: Post, membership: Membership) -> Way:
    """The steps of posting or deleting it by hand."""
    mine = post.author_id == membership.person_id
    able = mine or Permission.RESOLVE_HELD_POSTS in membership.permissions
    theirs = post.account.owner_id in {None, membership.person_id}
    in_hands = post.state in {State.BY_HAND, State.IN_HAND}
    deletes = Permission.DELETE_LIVE_POSTS in membership.permissions
    to_delete = post.state == State.REMOVING and post.account.by_hand and deletes
    may = Permission.POST_BY_HAND in membership.permissions and able and theirs
    return Way(may and (in_hands or to_delete))


def _moving(post: Post, membership: Membership) -> Way:
    """Another hour, for those who approve; never one's own."""
    others = post.author_id != membership.person_id
    approves = Permission.APPROVE_POSTS in membership.permissions
    return Way(post.state == State.SCHEDULED and others and approves)


def _reopening(post: Post, *, mine: bool) -> Way:
    """Its author may open it again, and it then needs a new approval."""
    if Verb.RECALL not in workflow.verbs_from(post.state):
        return Way(open=False)
    if not mine:
        return Way(
            open=False,
            because=gettext("{author} wrote it and can open it for editing.").format(
                author=post.author.name
            ),
        )
    return Way(open=True)
