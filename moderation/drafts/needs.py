"""What drafts and posts may need of somebody now."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import ngettext_lazy

from consent.models import Face, FaceAccount
from moderation.drafts.models import Flag, Post, PostPhoto, Takedown, Trip
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries import by_hand
from moderation.drafts.workflow import State
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission as May


def needs(asked: Asked) -> Iterator[Need]:
    """Of the person's own, then of those they decide on."""
    yield from _of_their_own(asked)
    yield from _to_decide(asked)
    yield from _on_x()


def _of_their_own(asked: Asked) -> Iterator[Need]:
    yield Need(
        "drafts.returned",
        ngettext_lazy(
            "draft came back to you with a comment", "drafts came back to you with a comment"
        ),
        "drafts:mine",
        May.DRAFT_POSTS,
        Post,
        lambda: _kept(asked).filter(state=State.RETURNED),
    )
    if May.RESOLVE_HELD_POSTS not in asked.membership.permissions:
        yield Need(
            "drafts.not_sent",
            ngettext_lazy("post of yours did not go out", "posts of yours did not go out"),
            "drafts:mine",
            May.DRAFT_POSTS,
            Post,
            lambda: _kept(asked).filter(state__in=[State.FAILED, State.EXPIRED]),
            since="submitted_at",
        )
    yield Need(
        "drafts.faces",
        ngettext_lazy(
            "draft has a photo in which nobody has said yet who is in it",
            "drafts have a photo in which nobody has said yet who is in it",
        ),
        "drafts:mine",
        May.DRAFT_POSTS,
        Face,
        lambda: _kept(asked).filter(
            Exists(_unaccounted()), state__in=[State.DRAFT, State.RETURNED]
        ),
        since="saved_at",
    )
    yield Need(
        "drafts.by_hand",
        ngettext_lazy(
            "post waits for you to take it to X by hand",
            "posts wait for you to take them to X by hand",
        ),
        "drafts:by_hand",
        May.POST_BY_HAND,
        Post,
        lambda: by_hand.to_do(asked.membership),
        due="expires_at",
    )
    yield Need(
        "drafts.trips",
        ngettext_lazy(
            "trip should be back: say when everybody is",
            "trips should be back: say when everybody is",
        ),
        "drafts:trips",
        May.DRAFT_POSTS,
        Trip,
        lambda: _should_be_back(asked),
        due="returns_at",
    )


def _to_decide(asked: Asked) -> Iterator[Need]:
    person = asked.membership.person
    yield Need(
        "drafts.review",
        ngettext_lazy("draft waits for your decision", "drafts wait for your decision"),
        "drafts:queue",
        May.REVIEW_POSTS,
        Post,
        lambda: Post.objects.to_decide_by(person),
        since="submitted_at",
        due="review_due_at",
    )
    yield Need(
        "drafts.held",
        ngettext_lazy(
            "post did not go out as planned: decide what becomes of it",
            "posts did not go out as planned: decide what becomes of them",
        ),
        "drafts:published",
        May.RESOLVE_HELD_POSTS,
        Post,
        Post.objects.needing_a_decision,
        since="scheduled_for",
    )
    yield Need(
        "drafts.flags",
        ngettext_lazy(
            "quiet flag waits for a safeguarding lead", "quiet flags wait for a safeguarding lead"
        ),
        "drafts:flags",
        May.SEE_FLAGS,
        Flag,
        lambda: Flag.objects.of_others(person).waiting(),
        since="at",
    )


def _on_x() -> Iterator[Need]:
    yield Need(
        "drafts.takedowns",
        ngettext_lazy("post has to come down from X", "posts have to come down from X"),
        "drafts:takedowns",
        May.DELETE_LIVE_POSTS,
        Takedown,
        _to_come_down,
        due="to_be_down_at",
    )


def _kept(asked: Asked) -> PostQuerySet:
    return Post.objects.by(asked.membership.person).filter(set_aside_at=None)


def _to_come_down() -> PostQuerySet:
    of_post = Takedown.objects.open().filter(post=OuterRef("pk"))
    first = of_post.order_by("due_at").values("due_at")[:1]
    return Post.objects.filter(Exists(of_post)).annotate(to_be_down_at=Subquery(first))


def _unaccounted() -> QuerySet[PostPhoto]:
    """Photos of a draft with a face that nobody has spoken for."""
    said = FaceAccount.objects.filter(face=OuterRef("pk"))
    faces = Face.objects.standing().filter(~Exists(said), photo=OuterRef("photo"))
    return PostPhoto.objects.filter(Exists(faces), post=OuterRef("pk"))


def _should_be_back(asked: Asked) -> QuerySet[Trip]:
    """What somebody planned themselves; for whoever approves, every trip."""
    late = Trip.objects.away().filter(returns_at__lte=asked.now)
    if May.APPROVE_POSTS in asked.membership.permissions:
        return late
    return late.filter(made_by=asked.membership.person)
