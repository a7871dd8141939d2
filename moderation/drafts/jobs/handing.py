"""Posts of accounts that no API reaches: handed to people when due, and asked after when late."""

from datetime import datetime

from moderation.drafts import threads
from moderation.drafts.jobs import examining, telling
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Handover, Post
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import State, Verb
from schoolsocial.tenancy import scope


def hand_over(school_id: int, post_id: int) -> None:
    """Put the post on the list of those to post by hand, if it is due and as it was approved.

    May be called any number of times; does nothing for posts that the software sends itself.
    """
    with scope.school(school_id):
        now = database_now()
        due = Post.objects.due(now).for_people().select_for_update(skip_locked=True, of=("self",))
        post = due.select_related("account", "school", "author").filter(pk=post_id).first()
        if post is None or not _may_go(post, now):
            return
        move(post, Verb.HAND_OVER, by=None, now=now)
        telling.somebody_is_to_post_it(post, now)


def _may_go(post: Post, now: datetime) -> bool:
    """Whether a due post may be handed over; one whose time has passed expires, and one that is no
    longer what was approved returns to SLT."""
    if post.school.posting_paused_at is not None or examining.still_away(post):
        return False
    if not threads.take_if_free(post):
        return False
    if post.expires_at is not None and now > post.expires_at:
        examining.let_expire(post, now)
        return False
    broken = examining.broken_seal(post, now) if threads.is_next(post) else threads.BROKEN
    if broken:
        examining.give_back(post, broken, now)
        return False
    return True


def ask_after(school_id: int, post_id: int) -> None:
    """A post not taken in time lapses; one that somebody took and gave no word of is on hold.

    Nobody knows whether that one is on X, so it is asked of them and of the leaders, and never
    offered again by the software. May be called any number of times.
    """
    with scope.school(school_id):
        now = database_now()
        post = lock(Post(pk=post_id))
        if post.state == State.BY_HAND:
            _lapse(post, now)
        elif post.state == State.IN_HAND:
            _hold(post, now)


def _lapse(post: Post, now: datetime) -> None:
    going = post.school.posting_paused_at is None
    if going and post.expires_at is not None and post.expires_at < now:
        move(post, Verb.EXPIRE, by=None, now=now, trouble="not-posted-by-hand")
        telling.a_decision_is_needed(post, now)


def _hold(post: Post, now: datetime) -> None:
    taken = Handover.objects.overdue(now).filter(post=post).select_related("by").first()
    if taken is None:
        return
    end(taken, Handover.Outcome.NO_WORD, now)
    trouble = "no-word-from-hand"
    move(post, Verb.HOLD, by=None, now=now, details={"reason": trouble}, trouble=trouble)
    telling.no_word_came_back(post, taken.by, now)


def end(taken: Handover, outcome: Handover.Outcome, now: datetime, note: str = "") -> None:
    """The post is out of that person's hands."""
    taken.ended_at, taken.outcome, taken.note = now, outcome, note
    taken.save(update_fields=["ended_at", "outcome", "note"])
