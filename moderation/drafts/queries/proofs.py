"""What was proven of the children in a post when it was approved."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from moderation.drafts import seal
from moderation.drafts.models import ConsentProof, Decision, Post
from moderation.drafts.pictured import pictured


@dataclass(frozen=True, slots=True)
class Proven:
    """How many children a post shows, and when consent for them was proven."""

    pupils: int
    at: datetime


def proven(post: Post) -> Proven | None:
    """The proof that counts for what was last approved; None where no child is shown."""
    rows = list(_of_the_seal(post).order_by("-proven_at"))
    return Proven(len({row.pupil_id for row in rows}), rows[0].proven_at) if rows else None


def still_proven(post: Post, day: date) -> bool:
    """Whether each child shown may be on that day, by nothing but answers that were relied on.

    One of several that has run out since is missed by nobody: the others carry the child still.
    """
    shown = pictured(post.post_photos.select_related("photo"), day)
    now = {pupil: list(one.relied_on) for pupil, one in shown.agreed.items()}
    then: dict[int, dict[int, list[int]]] = {}
    for row in _of_the_seal(post):
        then.setdefault(row.decision_id, {})[row.pupil_id] = row.consents
    return all(_carries(proof, now) for proof in then.values()) if then else not now


def still_sealed(post: Post, policy_version: int) -> bool:
    """Whether the post is as it was approved, by the answers that counted on the day for which it
    was: it may go out a little later than planned, or be planned anew."""
    approved_for = _of_the_seal(post).order_by("-proven_at").values_list("shown_on", flat=True)
    day = approved_for.first() or timezone.localdate(post.scheduled_for)
    return seal.seal(post, policy_version=policy_version, day=day) == post.seal


def _carries(proof: dict[int, list[int]], now: dict[int, list[int]]) -> bool:
    return proof.keys() == now.keys() and all(set(now[one]) <= set(proof[one]) for one in now)


def _of_the_seal(post: Post) -> QuerySet[ConsentProof]:
    sealed = post.decisions.filter(verdict=Decision.Verdict.APPROVE, seal=post.seal)
    return ConsentProof.objects.filter(decision__in=sealed)
