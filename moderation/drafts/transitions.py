"""Taking a post from one state to the next, in the one way everything does."""

from collections.abc import Mapping
from datetime import datetime

from moderation.drafts import succession, threads
from moderation.drafts.models import Post
from moderation.drafts.steps import step
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.audit.actions import Detail


def lock(post: Post) -> Post:
    """The post as it is now, its row held until the transaction ends, and the thread it is of."""
    threads.hold(post)
    held = Post.objects.select_for_update(of=("self",)).select_related("account", "school")
    return held.get(pk=post.pk)


def move(
    post: Post,
    verb: Verb,
    *,
    by: Person | None,
    now: datetime,
    details: Mapping[str, Detail] | None = None,
    **changes: object,
) -> None:
    """Change state and the named fields, and leave the audit event. Raises ``NotPossible``.

    The other posts of its thread follow: the next goes out once this one is posted, and none does
    where this one does not.
    """
    step(post, verb, by=by, now=now, details=details, **changes)
    if post.thread_id is not None and verb != Verb.KEEP_LIVE:
        succession.follow(post, now)


def take_out_of_the_queue(
    post: Post,
    verb: Verb,
    *,
    by: Person,
    now: datetime,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Change the state of the post, and of the others of its thread that are queued; the approval,
    its seal and its hour are gone with that.
    """
    for one in (post, *threads.queued_besides(post)):
        step(
            one,
            verb,
            by=by,
            now=now,
            details=details,
            seal="",
            fingerprint="",
            scheduled_for=None,
            not_before=None,
            expires_at=None,
            trouble="",
        )
